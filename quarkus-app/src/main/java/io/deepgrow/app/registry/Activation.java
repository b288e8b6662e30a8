package io.deepgrow.app.registry;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which version of a model new sessions begin with. Where two people are needed, a change
 * is requested first and done when somebody else approves it; going back and stopping a canary
 * never wait.
 */
@ApplicationScoped
public class Activation {

  private static final int SHOWN = 20;
  private static final int MOST_SHARE = 99;

  private final ModelVersions versions;
  private final Choices choices;
  private final Changes changes;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final boolean twoPerson;

  Activation(
      ModelVersions versions,
      Choices choices,
      Changes changes,
      AuditTrail audit,
      CurrentCaller callers,
      DeepgrowConfig config) {
    this.versions = versions;
    this.choices = choices;
    this.changes = changes;
    this.audit = audit;
    this.callers = callers;
    this.twoPerson = config.models().twoPersonActivation();
  }

  /** Whether a change takes two people. */
  public boolean takesTwo() {
    return twoPerson;
  }

  /**
   * Has new sessions of its model begin with a version.
   *
   * @param standard whether sessions that name no model begin with this model, too
   * @throws ApiException {@code model.version_not_found}, {@code model.untried}, {@code
   *     model.requested}
   */
  public ChangeView activate(UUID id, boolean standard) {
    return change(id, ChangeKind.ACTIVATE, 0, standard);
  }

  /**
   * Has a share of new sessions of its model begin with a version.
   *
   * @param share in hundredths, 1 to 99
   * @throws ApiException as {@link #activate}
   */
  public ChangeView canary(UUID id, int share) {
    if (share < 1 || share > MOST_SHARE) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "share is 1 to " + MOST_SHARE + " hundredths of new sessions");
    }
    return change(id, ChangeKind.CANARY, share, false);
  }

  private ChangeView change(UUID id, ChangeKind kind, int share, boolean standard) {
    return deed(
        () -> {
          ModelVersion version = versions.require(id);
          if (version.triedAt == null && !changes.wasActive(id)) {
            throw new ApiException(
                ErrorCode.MODEL_UNTRIED, "Try the version on the phantom or a session first");
          }
          Optional<Choices.Choice> now = choices.hold(version.model);
          if (changes.requested(version.model).isPresent()) {
            throw new ApiException(
                ErrorCode.MODEL_REQUESTED,
                "A change of this model is requested already; approve or withdraw it first");
          }
          Changes.Draft draft = draft(version.model, id, kind, share, standard, now);
          if (twoPerson) {
            long change = changes.add(draft, ChangeState.REQUESTED);
            record("model.change_requested", draft);
            return view(change);
          }
          long change = changes.add(draft, ChangeState.DONE);
          apply(draft, now);
          return view(change);
        });
  }

  private Changes.Draft draft(
      String model,
      UUID version,
      ChangeKind kind,
      int share,
      boolean standard,
      Optional<Choices.Choice> now) {
    UUID before = now.map(Choices.Choice::version).orElse(null);
    if (kind == ChangeKind.CANARY && (before == null || before.equals(version))) {
      throw new ApiException(
          ErrorCode.MODEL_EXISTS, "A canary runs beside another version that is active");
    }
    return new Changes.Draft(
        model, version, before, kind, share, standard, choices.standard().orElse(null));
  }

  private void apply(Changes.Draft draft, Optional<Choices.Choice> now) {
    Choices.Choice active =
        now.orElseGet(() -> new Choices.Choice(draft.model(), draft.version(), true, null, 0));
    switch (draft.kind()) {
      case CANARY -> choices.put(active.withCanary(draft.version(), draft.share()));
      case STOP_CANARY -> choices.put(active.withCanary(null, 0));
      default -> choices.put(active.of(draft.version(), true));
    }
    if (draft.standard()) {
      choices.standard(draft.model());
    }
    record(
        switch (draft.kind()) {
          case CANARY -> "model.canary_started";
          case STOP_CANARY -> "model.canary_stopped";
          case ROLL_BACK -> "model.rolled_back";
          default -> "model.activated";
        },
        draft);
  }

  private void record(String action, Changes.Draft draft) {
    String detail =
        draft.model()
            + (draft.before() == null ? "" : ", before " + draft.before())
            + (draft.share() > 0 ? ", share " + draft.share() : "")
            + (draft.standard() ? ", standard" : "");
    audit.record(action, new AuditObject(ModelVersions.TYPE, draft.version().toString()), detail);
  }

  /**
   * Does what somebody else requested.
   *
   * @throws ApiException {@code model.version_not_found} when nothing is requested under this
   *     number, {@code model.same_person}
   */
  public ChangeView approve(long id) {
    return deed(
        () -> {
          Changes.Row row = requested(id);
          requireOther(row.requester());
          Optional<Choices.Choice> now = choices.hold(row.draft().model());
          requested(id);
          Changes.Draft asked = row.draft();
          Changes.Draft draft =
              draft(
                  asked.model(),
                  asked.version(),
                  asked.kind(),
                  asked.share(),
                  asked.standard(),
                  now);
          changes.done(id, draft);
          apply(draft, now);
          return view(id);
        });
  }

  private void requireOther(@Nullable UUID requester) {
    UUID caller = callers.get().id();
    if (caller == null || caller.equals(requester)) {
      throw new ApiException(
          ErrorCode.MODEL_SAME_PERSON,
          "A second person with an account of their own has to approve it");
    }
  }

  /** Takes back what is requested; {@code model.version_not_found}. */
  public ChangeView withdraw(long id) {
    return deed(
        () -> {
          Changes.Row row = requested(id);
          choices.hold(row.draft().model());
          requested(id);
          changes.decide(id, ChangeState.WITHDRAWN);
          record("model.change_withdrawn", row.draft());
          return view(id);
        });
  }

  private Changes.Row requested(long id) {
    return changes
        .find(id)
        .filter(row -> row.state() == ChangeState.REQUESTED)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.MODEL_VERSION_NOT_FOUND, "No change " + id + " is requested"));
  }

  /**
   * Has new sessions of a model begin with the version that was active before the present one.
   *
   * @throws ApiException {@code model.not_found}, {@code model.nothing_before}
   */
  public ChangeView rollBack(String model) {
    return deed(
        () -> {
          Choices.Choice now = active(model);
          Changes.Draft made = madeActive(model, now.version());
          UUID before = made.before();
          if (before == null) {
            throw nothingBefore(model);
          }
          Changes.Draft draft =
              new Changes.Draft(
                  model,
                  /* version= */ before,
                  /* before= */ now.version(),
                  ChangeKind.ROLL_BACK,
                  0,
                  false,
                  choices.standard().orElse(null));
          long change = changes.add(draft, ChangeState.DONE);
          apply(draft, Optional.of(now));
          if (made.standard()) {
            choices.standard(made.standardBefore());
          }
          return view(change);
        });
  }

  private Choices.Choice active(String model) {
    return choices
        .hold(model)
        .orElseThrow(
            () -> new ApiException(ErrorCode.MODEL_NOT_FOUND, "There is no model " + model));
  }

  /** The change that made a version active; going back is none, so that it goes back further. */
  private Changes.Draft madeActive(String model, UUID version) {
    return changes.madeActive(model, version).orElseThrow(() -> nothingBefore(model));
  }

  private static ApiException nothingBefore(String model) {
    return new ApiException(
        ErrorCode.MODEL_NOTHING_BEFORE, "No version of " + model + " was active before");
  }

  /** Has no session begin with a model's canary any more; {@code model.not_found}. */
  public ChangeView stopCanary(String model) {
    return deed(
        () -> {
          Choices.Choice now = active(model);
          UUID canary = now.canary();
          if (canary == null) {
            throw new ApiException(
                ErrorCode.MODEL_NOTHING_BEFORE, "Model " + model + " has no canary");
          }
          Changes.Draft draft =
              new Changes.Draft(
                  model, canary, now.version(), ChangeKind.STOP_CANARY, 0, false, null);
          long change = changes.add(draft, ChangeState.DONE);
          apply(draft, Optional.of(now));
          return view(change);
        });
  }

  /** The last changes of a model, the newest first. */
  public List<ChangeView> history(String model) {
    return inTransaction(() -> changes.of(model, SHOWN).stream().map(Changes.Row::view).toList());
  }

  /** The change of a model that a second person has to decide about. */
  public Optional<ChangeView> requested(String model) {
    return inTransaction(() -> changes.requested(model).map(Changes.Row::view));
  }

  private ChangeView view(long id) {
    return changes.find(id).orElseThrow().view();
  }

  /** What concerns the studies of all. */
  private <T> T deed(Supplier<T> work) {
    AccessPolicy.requireEverywhere(callers.get(), Role.OPERATOR);
    return inTransaction(work);
  }

  private static <T> T inTransaction(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
