package io.deepgrow.app.routing.job.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.action.Notify;
import io.deepgrow.app.routing.job.ActionWork;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.JobSiblings;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.routing.job.order.Receivers;
import io.deepgrow.app.signature.CallSignature;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells a configured receiver how a rule's jobs on a series have ended; never anybody else. */
@ApplicationScoped
class NotifyWork implements ActionWork {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int SHORTEST_KEY = 32;

  /** What a receiver learns: no more of the patient than the study's UID. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Message(
      UUID job,
      String studyUid,
      @Nullable UUID rule,
      @Nullable Integer ruleVersion,
      JobState state) {}

  private final Receivers receivers;
  private final Function<UUID, Set<JobState>> siblings;
  private final ObjectMapper json;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  @Inject
  NotifyWork(Receivers receivers, JobSiblings siblings, ObjectMapper json, Clock clock) {
    this(receivers, siblings::states, json, clock);
  }

  NotifyWork(
      Receivers receivers, Function<UUID, Set<JobState>> siblings, ObjectMapper json, Clock clock) {
    this.receivers = receivers;
    this.siblings = siblings;
    this.json = json;
    this.clock = clock;
  }

  void check(@Observes StartupEvent event) {
    receivers.receivers().forEach((name, receiver) -> require(name, receiver));
  }

  /**
   * Refuses a receiver that can't be called or would not know us.
   *
   * @throws IllegalStateException with the setting's name
   */
  static void require(String name, Receivers.Receiver receiver) {
    String setting = "deepgrow.routing.receivers." + name;
    String scheme = String.valueOf(receiver.url().getScheme());
    if (!(scheme.equals("https") || scheme.equals("http")) || receiver.url().getHost() == null) {
      throw new IllegalStateException(setting + ".url must be an http or https address");
    }
    if (receiver.key().length() < SHORTEST_KEY) {
      throw new IllegalStateException(
          setting + ".key must have at least " + SHORTEST_KEY + " characters");
    }
  }

  @Override
  public ActionKind kind() {
    return ActionKind.NOTIFY;
  }

  @Override
  public boolean callsPacs() {
    return false;
  }

  @Override
  public JobOutcome run(RunningJob job) {
    String name = ((Notify) job.view().action()).receiver();
    Receivers.Receiver receiver =
        Optional.ofNullable(receivers.receivers().get(name))
            .orElseThrow(
                () ->
                    JobException.permanent(
                        JobCode.RECEIVER_UNKNOWN,
                        "No receiver '" + name + "' is configured (deepgrow.routing.receivers)"));
    Set<JobState> states = siblings.apply(job.id());
    if (!states.stream().allMatch(JobState::isEnd)) {
      return new JobOutcome.NotYet(
          job.outputs(), "Waits for the other jobs of its rule on this series");
    }
    job.check();
    post(name, receiver, body(job.view(), state(states)));
    return new JobOutcome.Done(job.outputs());
  }

  /** The worst of the ends. */
  static JobState state(Set<JobState> states) {
    if (states.contains(JobState.DEAD)) {
      return JobState.DEAD;
    }
    return states.contains(JobState.CANCELLED) && !states.contains(JobState.DONE)
        ? JobState.CANCELLED
        : JobState.DONE;
  }

  private String body(JobView job, JobState state) {
    try {
      return json.writeValueAsString(
          new Message(job.id(), job.studyUid(), job.rule(), job.ruleVersion(), state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A message can't be written", e);
    }
  }

  /** Posts a message, signed. */
  void post(String name, Receivers.Receiver receiver, String body) {
    String time = Long.toString(clock.instant().getEpochSecond());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(receiver.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header(CallSignature.TIME, time)
            .header(CallSignature.SIGNATURE, CallSignature.of(receiver.key(), time, bytes))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    try {
      // the body of the answer may be anything, and nobody reads it
      HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
      String retryAfter = answer.headers().firstValue("Retry-After").orElse("");
      ReceiverAnswer.require(name, answer.statusCode(), retryAfter);
    } catch (IOException e) {
      throw JobException.passing(
          JobCode.RECEIVER_UNREACHABLE, "Receiver " + name + " does not answer", Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.UNAVAILABLE, "The service is stopping");
    }
  }
}
