package io.deepgrow.app.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One key, one change: whoever comes at the same time, again, too late or with something else. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class IdempotentRequestsIT {

  /** What a change gives. */
  record Made(int number, String name) {}

  @Inject IdempotentRequests requests;
  @Inject DataSource database;

  private final String scope = UUID.randomUUID().toString();
  private final AtomicInteger changes = new AtomicInteger();

  private RequestKey key(String hash) {
    return new RequestKey(scope, "k", hash);
  }

  private Made once(RequestKey key) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                requests.once(
                    Optional.of(key),
                    Made.class,
                    () -> new Made(changes.incrementAndGet(), "ü\"{}")));
  }

  private void sql(String statement) throws Exception {
    new Sql(database).run(statement + " where scope = '" + scope + "'");
  }

  @Test
  void theSameRequestGetsWhatItGotAndChangesNothing() {
    assertThat(once(key("a"))).isEqualTo(new Made(1, "ü\"{}"));
    assertThat(once(key("a"))).isEqualTo(new Made(1, "ü\"{}"));
    assertThat(changes).hasValue(1);
  }

  @Test
  void withoutAKeyEachIsARequestOfItsOwn() {
    for (int n = 1; n <= 2; n++) {
      assertThat(
              QuarkusTransaction.requiringNew()
                  .call(
                      () ->
                          requests.once(Optional.empty(), Integer.class, changes::incrementAndGet)))
          .isEqualTo(n);
    }
  }

  @Test
  void aKeyForSomethingElseIsRefusedAndTheFirstStays() {
    once(key("a"));

    assertThatThrownBy(() -> once(key("b")))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REUSED));
    assertThat(once(key("a")).number()).isEqualTo(1);
  }

  @Test
  void theSameKeyInAnotherScopeIsAnother() {
    once(key("a"));

    assertThat(once(new RequestKey(scope + "-2", "k", "b")).number()).isEqualTo(2);
  }

  @Test
  void aChangeThatFailsLeavesItsKeyUnused() {
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () ->
                            requests.once(
                                Optional.of(key("a")),
                                Made.class,
                                () -> {
                                  throw new ApiException(ErrorCode.SEGMENT_LIMIT, "no room");
                                })))
        .hasMessage("no room");

    assertThat(once(key("b")).number()).isEqualTo(1);
  }

  @Test
  void aKeyPastItsTimeIsANewRequest() throws Exception {
    once(key("a"));
    sql("delete from idempotent_answer");

    assertThat(once(key("b")).number()).isEqualTo(2);
  }

  @Test
  void aKeyWhoseOutcomeACrashSwallowedIsMadeUpFor() throws Exception {
    once(key("a"));
    sql("update idempotent_answer set outcome = null");

    assertThat(once(key("a")).number()).isEqualTo(2);
    assertThat(once(key("a")).number()).isEqualTo(2);
  }

  @Test
  void aKeyOfAnOlderVersionThatDidNotSayWhatForIsAnsweredAsItWas() throws Exception {
    once(key("a"));
    sql("update idempotent_answer set body_hash = ''");

    assertThat(once(key("b")).number()).isEqualTo(1);
  }

  @Test
  void anOutcomeThatAnotherVersionWroteAndNobodyCanReadIsAFailureAndNoSecondChange()
      throws Exception {
    once(key("a"));
    sql("update idempotent_answer set outcome = '[1, 2'");

    assertThatThrownBy(() -> once(key("a"))).isInstanceOf(IllegalStateException.class);
    assertThat(changes).hasValue(1);
  }

  /** Two with one key, the second of which comes while the first is at work. */
  private CompletableFuture<Made> second(CountDownLatch firstMayEnd, boolean firstFails)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () ->
                            requests.once(
                                Optional.of(key("a")),
                                Made.class,
                                () -> {
                                  begun.countDown();
                                  await(firstMayEnd);
                                  if (firstFails) {
                                    throw new IllegalStateException("the first fails");
                                  }
                                  return new Made(changes.incrementAndGet(), "first");
                                })));
    begun.await();
    CompletableFuture<Made> second = CompletableFuture.supplyAsync(() -> once(key("a")));
    Awaitility.await()
        .until(
            () ->
                new Sql(database)
                        .count("pg_stat_activity", "wait_event_type = 'Lock' and state = 'active'")
                    > 0);
    assertThat(second).isNotDone();
    firstMayEnd.countDown();
    first.exceptionally(failure -> null).join();
    return second;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoComesWhileTheFirstIsAtWorkWaitsAndGetsItsAnswer() throws Exception {
    assertThat(second(new CountDownLatch(1), false).join()).isEqualTo(new Made(1, "first"));
    assertThat(changes).hasValue(1);
  }

  @Test
  void whoWaitedForOneThatFailsDoesItInItsPlace() throws Exception {
    assertThat(second(new CountDownLatch(1), true).join().number()).isEqualTo(1);
    assertThat(changes).hasValue(1);
  }
}
