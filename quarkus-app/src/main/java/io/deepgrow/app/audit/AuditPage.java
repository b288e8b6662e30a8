package io.deepgrow.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Rows of the audit trail, the newest first.
 *
 * @param next where the page after this begins; empty at the end
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditPage(List<AuditRow> events, Optional<String> next) {}
