package io.deepgrow.app.routing.workitem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds work items, in the studies of which the caller is an operator. */
@ApplicationScoped
public class WorkitemSearch {

  /** Which items; what is null takes any. */
  public record Filter(@Nullable ItemState state, @Nullable String study) {

    /** Any item. */
    public static final Filter ALL = new Filter(null, null);
  }

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WorkitemPage(List<WorkitemView> workitems, @Nullable String next) {
    public WorkitemPage {
      workitems = List.copyOf(workitems);
    }
  }

  private final EntityManager entities;
  private final AccessPolicy access;
  private final Connections connections;
  private final ItemJson json;

  WorkitemSearch(
      EntityManager entities, AccessPolicy access, Connections connections, ItemJson json) {
    this.entities = entities;
    this.access = access;
    this.connections = connections;
    this.json = json;
  }

  /** The items after one, the newest first. */
  public WorkitemPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    ItemState state = filter.state();
    String study = filter.study();
    Listing listing =
        new Listing(ItemJson.SELECT)
            .equal("state", state == null ? "" : state.name())
            .equal(
                "study_uid", study == null || study.isEmpty() ? "" : new StudyUid(study).value());
    access
        .scope(Role.OPERATOR)
        .ifPresent(mine -> listing.within(mine.studies(), "r.source_id", mine.connections()));
    List<WorkitemView> found =
        QuarkusTransaction.requiringNew()
            .call(() -> listing.rows(entities, after, limit + 1))
            .stream()
            .map(this::view)
            .toList();
    if (found.size() <= limit) {
      return new WorkitemPage(found, null);
    }
    WorkitemView last = found.get(limit - 1);
    return new WorkitemPage(
        found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  /** An item, whoever asks. */
  Optional<WorkitemView> row(UUID id) {
    List<?> rows =
        QuarkusTransaction.joiningExisting()
            .call(
                () ->
                    entities
                        .createNativeQuery(ItemJson.SELECT + " where r.id = :id")
                        .setParameter("id", id)
                        .getResultList());
    return rows.stream().findFirst().map(Object[].class::cast).map(this::view);
  }

  private WorkitemView view(Object[] columns) {
    ItemRow row = json.row(columns);
    return new WorkitemView(
        row.id(),
        row.origin(),
        row.origin() == ItemOrigin.PUSHED ? null : name(row.worklist()),
        row.source(),
        row.uid(),
        row.state(),
        row.studyUid(),
        row.seriesUid(),
        row.priority(),
        row.job(),
        row.outputs(),
        row.reason(),
        row.progress(),
        row.cancelRequested(),
        (String) columns[24],
        (Instant) columns[22],
        row.changedAt(),
        (Instant) columns[23]);
  }

  /** A connection may have been deleted since. */
  private String name(ConnectionId connection) {
    try {
      return connections.name(connection);
    } catch (RuntimeException e) {
      return connection.toString();
    }
  }
}
