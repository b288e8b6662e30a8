package io.deepgrow.app.compat.monailabel.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A task in the background as clients read it.
 *
 * @param details last lines of its log
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record TaskView(
    String id,
    TaskState status,
    Map<String, String> request,
    @JsonProperty("start_ts") String startTs,
    @JsonProperty("end_ts") String endTs,
    List<String> details) {}
