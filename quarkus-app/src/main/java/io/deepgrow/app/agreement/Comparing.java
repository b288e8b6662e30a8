package io.deepgrow.app.agreement;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Compares what a person stored with what the network had made, and with what others stored of the
 * same series, in the background.
 */
@ApplicationScoped
public class Comparing implements QueuedWork {

  private static final Logger LOG = Logger.getLogger(Comparing.class);
  private static final Kind KIND = new Kind("compare-masks", Lane.LIGHT);
  private static final Duration LATER = Duration.ofMinutes(5);

  private final AgreementRows rows;
  private final ResultMasks masks;
  private final NetworkMasks network;
  private final SessionService sessions;
  private final WorkQueue queue;
  private final Clock clock;

  Comparing(
      AgreementRows rows,
      ResultMasks masks,
      NetworkMasks network,
      SessionService sessions,
      WorkQueue queue,
      Clock clock) {
    this.rows = rows;
    this.masks = masks;
    this.network = network;
    this.sessions = sessions;
    this.queue = queue;
    this.clock = clock;
  }

  /** Has the masks of a new review compared once the caller's transaction is committed. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void enqueue(UUID review, Instant at) {
    queue.enqueue(KIND, review, at, Urgency.LAST);
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    return QuarkusTransaction.requiringNew().call(rows::due);
  }

  @Override
  public long dead() {
    return 0;
  }

  @Override
  public Next run(UUID id) {
    Optional<AgreementRows.Compared> open =
        QuarkusTransaction.requiringNew().call(() -> rows.open(id));
    if (open.isEmpty()) {
      return new Next.Done();
    }
    try {
      compare(open.get());
    } catch (ApiException e) {
      if (e.code().isPassing()) {
        LOG.infof("the masks of review %s are compared later: %s", id, e.code().code());
        return new Next.Again(clock.instant().plus(LATER));
      }
      giveUp(id, e.code());
    }
    return new Next.Done();
  }

  private void giveUp(UUID id, ErrorCode code) {
    LOG.warnf("the masks of review %s can't be compared: %s", id, code.code());
    QuarkusTransaction.requiringNew().run(() -> rows.done(id));
  }

  private void compare(AgreementRows.Compared review) {
    SessionKey session = sessions.require(review.session());
    ResultMasks.Masks own = masks.of(review.result(), session);
    Map<String, MaskAgreement> withNetwork = withNetwork(review, own);
    List<AgreementRows.Compared> others =
        QuarkusTransaction.requiringNew().call(() -> rows.others(review.review()));
    Map<UUID, Map<String, MaskAgreement>> withOthers = new LinkedHashMap<>();
    for (AgreementRows.Compared other : others) {
      withOthers.put(
          other.review(),
          between(own, masks.of(other.result(), sessions.require(other.session()))));
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              withNetwork.forEach((s, a) -> rows.put(review.review(), null, s, a));
              withOthers.forEach(
                  (other, all) -> all.forEach((s, a) -> pair(review.review(), other, s, a)));
              rows.done(review.review());
            });
  }

  /** A pair has one row, whoever of both writes it down. */
  private void pair(UUID one, UUID other, String structure, MaskAgreement agreement) {
    if (one.toString().compareTo(other.toString()) < 0) {
      rows.put(one, other, structure, agreement);
    } else {
      rows.put(other, one, structure, agreement.swapped());
    }
  }

  /** The person's masks with those of the network, where it made any. */
  private Map<String, MaskAgreement> withNetwork(
      AgreementRows.Compared review, ResultMasks.Masks own) {
    Map<String, MaskAgreement> all = new LinkedHashMap<>();
    for (ResultMasks.Segmented segment : own.segments()) {
      network
          .of(
              review.session(),
              segment.number(),
              review.storedAt(),
              own.series().volume().geometry())
          .ifPresent(
              mask -> all.putIfAbsent(segment.structure(), MaskAgreement.of(segment.mask(), mask)));
    }
    return all;
  }

  /** Two people's masks, structure by structure; what one has not marked is empty. */
  static Map<String, MaskAgreement> between(ResultMasks.Masks one, ResultMasks.Masks other) {
    Map<String, Mask> first = one.byStructure();
    Map<String, Mask> second = other.byStructure();
    Set<String> structures = new TreeSet<>(first.keySet());
    structures.addAll(second.keySet());
    Map<String, MaskAgreement> all = new LinkedHashMap<>();
    Mask nothing = Mask.empty(one.series().volume().geometry());
    for (String structure : structures) {
      all.put(
          structure,
          MaskAgreement.of(
              first.getOrDefault(structure, nothing), second.getOrDefault(structure, nothing)));
    }
    return all;
  }
}
