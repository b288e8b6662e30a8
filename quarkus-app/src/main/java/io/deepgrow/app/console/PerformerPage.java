package io.deepgrow.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.workitem.performer.PerformerSettings;
import io.deepgrow.app.routing.workitem.performer.PerformerView;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Which work items of one worklist are done, and how. */
@Path("/console/routing/worklists/{connection}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class PerformerPage {

  private static final int MOST_AT_ONCE = 100;

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance performer(
        Frame frame, PerformerView performer, Map<String, String> fields);
  }

  private final Frames frames;
  private final Performers performers;
  private final AccessPolicy access;
  private final ObjectMapper json;

  PerformerPage(Frames frames, Performers performers, AccessPolicy access, ObjectMapper json) {
    this.frames = frames;
    this.performers = performers;
    this.access = access;
    this.json = json;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID connection) {
    access.requireEverywhere(Role.OPERATOR);
    PerformerView performer = performers.get(new ConnectionId(connection));
    return page(performer, fields(performer.settings()), "");
  }

  private TemplateInstance page(
      PerformerView performer, Map<String, String> fields, String problem) {
    return Pages.performer(
        frames.below(Frames.Place.WORKITEMS, "Worklist of " + performer.name(), "", problem),
        performer,
        fields);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response put(UUID connection, MultivaluedMap<String, String> sent) {
    access.requireEverywhere(Role.OPERATOR);
    Map<String, String> typed = new HashMap<>(fields(PerformerSettings.USUAL));
    typed.put("enabled", "");
    typed.put("events", "");
    sent.keySet().forEach(name -> typed.put(name, Forms.text(sent.getFirst(name))));
    return Forms.answer(
        () -> {
          performers.put(
              connection, Forms.revision(sent.getFirst("revision")), settings(sent, typed));
          return URI.create(
              frames.base() + "console/routing/workitems" + Done.PERFORMER_SET.query());
        },
        problem -> page(performers.get(new ConnectionId(connection)), typed, problem));
  }

  private PerformerSettings settings(
      MultivaluedMap<String, String> sent, Map<String, String> fields) {
    return new PerformerSettings(
        field(fields, "enabled").equals("yes"),
        FilterFields.text(field(fields, "root")),
        FilterFields.constant(WorkitemWays.class, field(fields, "ways")),
        field(fields, "aeTitle"),
        lines(field(fields, "stations")),
        lines(field(fields, "labels")),
        lines(field(fields, "codes")),
        archives(lines(field(fields, "archives"))),
        field(fields, "segment.targets").isBlank() ? null : action(sent),
        Forms.number(field(fields, "atOnce"), "The number of items at once", MOST_AT_ONCE),
        field(fields, "events").equals("yes"));
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private Action action(MultivaluedMap<String, String> sent) {
    try {
      return json.treeToValue(ActionFields.actions(RuleForm.of(sent)).get(0), Action.class);
    } catch (JsonProcessingException e) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "A line of the structures can't be read; write such as: spleen BODY 0.8 0.6 0.5");
    }
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\\R", -1))
        .map(String::strip)
        .filter(l -> !l.isEmpty())
        .toList();
  }

  private static Map<String, String> archives(List<String> lines) {
    Map<String, String> archives = new HashMap<>();
    for (String line : lines) {
      String[] part = line.split("\\s+", 2);
      if (part.length < 2) {
        throw new ApiException(
            ErrorCode.BAD_REQUEST,
            "Each line of the archives has an AE title, a blank and the name of a connection");
      }
      archives.put(part[0], part[1]);
    }
    return archives;
  }

  private Map<String, String> fields(PerformerSettings settings) {
    Map<String, String> fields = new HashMap<>();
    fields.put("segment.targets", "");
    fields.put("segment.model", "");
    fields.put("segment.minConfidence", "0.8");
    fields.put("segment.otherwise", "");
    for (String name : List.of("project", "account", "structures", "due", "priority")) {
      fields.put("assign." + name, "");
    }
    Action action = settings.action();
    if (action != null) {
      ActionFields.put(json.createArrayNode().add(tree(action)), fields);
    }
    fields.put("enabled", settings.enabled() ? "yes" : "");
    fields.put("events", settings.events() ? "yes" : "");
    fields.put("root", text(settings.root()));
    fields.put("ways", text(settings.ways()));
    fields.put("aeTitle", text(settings.aeTitle()));
    fields.put("stations", String.join("\n", settings.stations()));
    fields.put("labels", String.join("\n", settings.labels()));
    fields.put("codes", String.join("\n", settings.codes()));
    fields.put(
        "archives",
        String.join(
            "\n",
            settings.archives().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .sorted()
                .toList()));
    fields.put("atOnce", Integer.toString(settings.atOnce()));
    return fields;
  }

  private JsonNode tree(Action action) {
    try {
      return json.readTree(json.writerFor(Action.class).writeValueAsString(action));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An action can't be written", e);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
