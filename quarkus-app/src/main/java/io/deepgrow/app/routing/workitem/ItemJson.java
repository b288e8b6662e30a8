package io.deepgrow.app.routing.workitem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Actions and outputs of work items as their columns have them, and rows of these columns. */
@ApplicationScoped
class ItemJson {

  /** The columns of {@link #row}; the table is called {@code r}. */
  static final String SELECT =
      "select r.id, r.origin, r.connection_id, r.uid, r.transaction_uid, r.state, r.study_uid,"
          + " r.series_uid, r.source_id, r.action, r.priority, r.job_id, r.own_job, r.outputs,"
          + " r.reason, r.progress, r.cancel_requested, r.turn, r.tries, r.not_before,"
          + " r.changed_at, r.started_at, r.created_at, r.ended_at, r.failure from"
          + " routing_workitem r";

  private static final TypeReference<List<WorkitemOutput>> OUTPUTS = new TypeReference<>() {};

  private final ObjectMapper json;

  ItemJson(ObjectMapper json) {
    this.json = json;
  }

  String text(Object value) {
    try {
      return value instanceof Action
          ? json.writerFor(Action.class).writeValueAsString(value)
          : json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a work item is about can't be written", e);
    }
  }

  @Nullable Action action(@Nullable String text) {
    try {
      return text == null ? null : json.readValue(text, Action.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What a work item is about can't be read", e);
    }
  }

  List<WorkitemOutput> outputs(String text) {
    try {
      return json.readValue(text, OUTPUTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What came of a work item can't be read", e);
    }
  }

  ItemRow row(Object[] row) {
    return new ItemRow(
        (UUID) row[0],
        ItemOrigin.valueOf((String) row[1]),
        ConnectionId.ofColumn((UUID) row[2]),
        (String) row[3],
        (String) row[4],
        ItemState.valueOf((String) row[5]),
        (String) row[6],
        (String) row[7],
        ConnectionId.ofColumn((UUID) row[8]),
        action((String) row[9]),
        number(row[10]),
        (UUID) row[11],
        (Boolean) row[12],
        outputs((String) row[13]),
        (String) row[14],
        number(row[15]),
        (Boolean) row[16],
        number(row[17]),
        number(row[18]),
        (Instant) row[19],
        (Instant) row[20],
        Optional.ofNullable((Instant) row[21]).orElse((Instant) row[22]));
  }

  static int number(Object value) {
    return ((Number) value).intValue();
  }
}
