package io.deepgrow.app.routing.sighting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.signature.CallSignature;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes signed calls of systems that see studies arrive. */
@Path("/api/v1/routing/hooks/{sender}")
@Tag(name = "Routing: studies")
@Blocking
public class SightingHook {

  /** What a call says. */
  public record HookCall(
      @Nullable String connection, @Nullable List<String> studyUids, @Nullable Boolean complete) {}

  private static final int SHORTEST_KEY = 32;

  private final SightingConfig config;
  private final Sightings sightings;
  private final Connections connections;
  private final ObjectMapper json;
  private final Clock clock;

  SightingHook(
      SightingConfig config,
      Sightings sightings,
      Connections connections,
      ObjectMapper json,
      Clock clock) {
    this.config = config;
    this.sightings = sightings;
    this.connections = connections;
    this.json = json;
    this.clock = clock;
  }

  void check(@Observes StartupEvent event) {
    config
        .senders()
        .forEach(
            (name, sender) -> {
              if (sender.key().length() < SHORTEST_KEY) {
                throw new IllegalStateException(
                    "deepgrow.sightings.senders."
                        + name
                        + ".key has fewer than "
                        + SHORTEST_KEY
                        + " characters");
              }
            });
  }

  @PermitAll
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say that studies have arrived",
      description =
          "Deepgrow-Signature is the HMAC-SHA256, in hexadecimal digits, over Deepgrow-Time (seconds"
              + " since 1970), a full stop and the body, which has at most 4096 bytes")
  public Response call(
      String sender,
      @HeaderParam(CallSignature.TIME) @Nullable String time,
      @HeaderParam(CallSignature.SIGNATURE) @Nullable String signature,
      byte[] body) {
    SightingConfig.Sender known = config.senders().get(sender);
    if (known == null
        || !CallSignature.isGood(known.key(), time, body, signature, clock.instant())) {
      throw new ApiException(
          ErrorCode.BAD_SIGNATURE,
          "Sign the time and the body with the key of a sender of deepgrow.sightings.senders, not"
              + " more than five minutes ago");
    }
    HookCall call = read(body);
    List<StudyUid> studies = ReportedStudies.of(call.studyUids());
    var source = connections.source(call.connection());
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                studies.forEach(
                    study ->
                        sightings.report(
                            source,
                            study,
                            ReportedBy.HOOK,
                            Objects.requireNonNullElse(call.complete(), false),
                            null)));
    return Response.accepted().build();
  }

  private HookCall read(byte[] body) {
    try {
      HookCall call = json.readValue(body, HookCall.class);
      if (call == null) {
        throw new ApiException(ErrorCode.BAD_REQUEST, "The body is an object with studyUids");
      }
      return call;
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The body is no JSON object with studyUids");
    }
  }
}
