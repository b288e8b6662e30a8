package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.worklist.ReadingTaskView;
import io.deepgrow.app.worklist.ReadingTasks;
import io.deepgrow.app.worklist.TaskClaims;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The worklist: what is mine, what I can take, and all that I may see. */
@Path("/console/worklist")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
public class WorklistPage {

  private static final int MOST_HOURS = 8760;
  private static final int HIGHEST = 9;
  private static final int LONGEST_UID = 64;

  /** The fields of the form for a new task. */
  public static final class NewTaskFields {
    @FormParam("study")
    @Nullable String study;

    @FormParam("series")
    @Nullable String series;

    @FormParam("structures")
    @Nullable String structures;

    @FormParam("project")
    @Nullable String project;

    @FormParam("account")
    @Nullable String account;

    @FormParam("priority")
    @Nullable String priority;

    @FormParam("hours")
    @Nullable String hours;

    @FormParam("reason")
    @Nullable String reason;

    WorklistSheets.NewTask typed() {
      return new WorklistSheets.NewTask(
          Forms.text(study),
          Forms.text(series),
          Forms.text(structures),
          Forms.text(project),
          Forms.text(account),
          Forms.text(priority),
          Forms.text(hours),
          Forms.text(reason));
    }
  }

  private final WorklistSheets sheets;
  private final ReadingTasks tasks;
  private final TaskClaims claims;
  private final Clock clock;

  WorklistPage(WorklistSheets sheets, ReadingTasks tasks, TaskClaims claims, Clock clock) {
    this.sheets = sheets;
    this.tasks = tasks;
    this.claims = claims;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("show") @Nullable String show,
      @QueryParam("after") @Nullable String after,
      @QueryParam("done") @Nullable String done) {
    WorklistTab named = FilterFields.constant(WorklistTab.class, show);
    WorklistTab tab = named == null ? WorklistTab.MINE : named;
    return Forms.shown(
        () -> sheets.list(tab, after, Done.text(done), ""),
        problem -> sheets.list(tab, null, "", problem));
  }

  /** Takes the task that comes next, and opens it. */
  @POST
  @Path("next")
  @RolesAllowed(Roles.ANNOTATOR)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response next() {
    return Forms.answer(
        () -> {
          Optional<ReadingTaskView> next = claims.next();
          return next.map(sheets::opened)
              .orElseGet(() -> sheets.at(WorklistTab.MINE, Done.TASK_NONE));
        },
        problem -> sheets.list(WorklistTab.MINE, null, "", problem));
  }

  /** Puts a series on the list. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response put(@BeanParam NewTaskFields fields) {
    WorklistSheets.NewTask form = fields.typed();
    return Forms.answer(
        () -> sheets.at(tasks.put(request(form)).id(), Done.TASK_OPENED),
        problem -> sheets.list(WorklistTab.ALL, null, "", problem, form));
  }

  private ReadingTasks.ByHand request(WorklistSheets.NewTask form) {
    Instant due =
        form.hours().isEmpty()
            ? null
            : clock
                .instant()
                .plus(Duration.ofHours(Forms.number(form.hours(), "Due in hours", MOST_HOURS)));
    List<String> structures =
        Arrays.stream(form.structures().split("[\\s,]+")).filter(each -> !each.isEmpty()).toList();
    return new ReadingTasks.ByHand(
        uid(form.study(), StudyUid::new),
        uid(form.series(), SeriesUid::new),
        null,
        Forms.id(form.project()),
        form.account(),
        structures,
        Forms.number(form.priority(), "The priority", HIGHEST),
        due,
        form.reason());
  }

  private static <T> T uid(String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (DicomException e) {
      throw new ApiException(
          ErrorCode.BAD_UID, StoredText.of(text, LONGEST_UID) + " is no UID; nothing was changed");
    }
  }
}
