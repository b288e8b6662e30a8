package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a rule is active, and which one somebody has requested to be.
 *
 * @param active null where none is
 * @param requested null where none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(@Nullable ActiveVersion active, @Nullable RequestedVersion requested) {

  /**
   * The version that decides.
   *
   * @param by the name of who made it so
   */
  public record ActiveVersion(int version, Instant since, String by) {}

  /** A version that a second person has to approve. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RequestedVersion(int version, @Nullable UUID account, String by, Instant at) {}

  /** A rule that was never active. */
  public static final Standing NEW = new Standing(null, null);

  /**
   * A version is activated, or that is requested.
   *
   * @throws ApiException {@code rule.requested} while another version waits for a second person
   */
  Standing activate(int version, Caller by, Instant now, boolean twoPeople) {
    if (requested != null) {
      throw new ApiException(
          ErrorCode.RULE_REQUESTED,
          "Version "
              + requested.version()
              + " waits for a second person; approve or withdraw it first");
    }
    return twoPeople
        ? new Standing(active, new RequestedVersion(version, by.id(), by.name(), now))
        : new Standing(new ActiveVersion(version, now, by.name()), null);
  }

  /**
   * A second person approves what is requested.
   *
   * @throws ApiException {@code rule.not_found}, {@code rule.same_person}
   */
  Standing approve(int version, Caller by, Instant now) {
    RequestedVersion waiting = waiting(version);
    UUID approver = by.id();
    if (approver == null || approver.equals(waiting.account())) {
      throw new ApiException(
          ErrorCode.RULE_SAME_PERSON,
          "A second person with an account of their own has to approve it");
    }
    return new Standing(new ActiveVersion(version, now, waiting.by() + ", " + by.name()), null);
  }

  /** What is requested is taken back; {@code rule.not_found}. */
  Standing withdraw(int version) {
    waiting(version);
    return new Standing(active, null);
  }

  private RequestedVersion waiting(int version) {
    if (requested == null || requested.version() != version) {
      throw new ApiException(
          ErrorCode.RULE_NOT_FOUND, "Nobody has requested that version " + version + " is active");
    }
    return requested;
  }
}
