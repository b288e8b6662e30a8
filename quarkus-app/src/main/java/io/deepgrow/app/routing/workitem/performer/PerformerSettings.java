package io.deepgrow.app.routing.workitem.performer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which work items of a PACS's worklist we do, and how.
 *
 * @param root of the worklist (UPS-RS), on the host of the connection; absent for the root of the
 *     connection
 * @param ways of the worklist's server; absent for those of the connection's dialect
 * @param aeTitle by which we claim
 * @param stations station name codes of which an item has to name one, as {@code value^scheme};
 *     none for any
 * @param labels worklist labels of which an item has to have one; none for any
 * @param codes work item codes of which an item has to have one, as {@code value^scheme}; none for
 *     any
 * @param archives names of connections by the AE title from which an item has its input retrieved
 * @param action a SEGMENT with the structures that we mark; an item that names structures has those
 *     alone marked, from the points that it names
 * @param atOnce the most items that are ours at the same time
 * @param events whether to subscribe to the worklist, so that items are seen at once and requests
 *     to cancel heard
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformerSettings(
    boolean enabled,
    @Nullable String root,
    @Nullable WorkitemWays ways,
    @NotNull @Nullable String aeTitle,
    List<String> stations,
    List<String> labels,
    List<String> codes,
    Map<String, String> archives,
    @Nullable Action action,
    int atOnce,
    Boolean events) {

  /** A PACS of whose worklist nobody has said anything. */
  public static final PerformerSettings USUAL =
      new PerformerSettings(
          false, null, null, "DEEPGROW", List.of(), List.of(), List.of(), Map.of(), null, 5, false);

  public PerformerSettings {
    stations = List.copyOf(orElse(stations, List.of()));
    labels = List.copyOf(orElse(labels, List.of()));
    codes = List.copyOf(orElse(codes, List.of()));
    archives = Map.copyOf(orElse(archives, Map.of()));
    events = orElse(events, false);
  }

  /** What JSON leaves out. */
  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
