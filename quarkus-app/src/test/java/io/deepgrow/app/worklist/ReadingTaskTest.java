package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadingTaskTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration CLAIM = Duration.ofMinutes(30);

  private final Caller grace = person("grace");
  private final ReadingTask task = new ReadingTask();

  private static Caller person(String name) {
    return new Caller(UUID.randomUUID(), Caller.Kind.PERSON, name, name, Set.of());
  }

  @Test
  void isSomebodysUntilTheClaimHasPassed() {
    task.claim(grace, NOW, CLAIM);

    assertThat(task.isHeldBy(grace)).isTrue();
    assertThat(task.isHeldBy(person("lise"))).isFalse();
    assertThat(task.hasLapsed(NOW.plus(CLAIM))).isFalse();
    assertThat(task.hasLapsed(NOW.plus(CLAIM).plusMillis(1))).isTrue();
  }

  @Test
  void isNobodysAfterItWasReleased() {
    task.claim(grace, NOW, CLAIM);

    task.step(TaskStep.RELEASE, NOW);

    assertThat(task.isHeldBy(grace)).isFalse();
    assertThat(task.holderName).isEmpty();
    assertThat(task.claimUntil).isNull();
    assertThat(task.hasLapsed(NOW.plus(CLAIM).plusMillis(1))).isFalse();
  }

  @Test
  void isStillItsHoldersWithoutAnEndOnceItIsSubmittedAndAfterItCameBack() {
    task.claim(grace, NOW, CLAIM);
    task.step(TaskStep.START, NOW);
    assertThat(task.claimUntil).isEqualTo(NOW.plus(CLAIM));
    task.step(TaskStep.SUBMIT, NOW);
    assertThat(task.claimUntil).isNull();

    task.step(TaskStep.RETURN, NOW);

    assertThat(task.isHeldBy(grace)).isTrue();
    assertThat(task.claimUntil).isNull();
  }

  @Test
  void tellsProgramsWithoutAnAccountApartByTheirNames() {
    task.claim(Caller.TOKEN, NOW, CLAIM);

    assertThat(task.isHeldBy(Caller.TOKEN)).isTrue();
    assertThat(task.isHeldBy(Caller.ANYONE)).isFalse();
    assertThat(task.isHeldBy(grace)).isFalse();
  }

  @Test
  void nothingChangesByAStepThatMayNotFollow() {
    task.claim(grace, NOW, CLAIM);

    assertThatThrownBy(() -> task.claim(person("lise"), NOW, CLAIM))
        .isInstanceOf(ApiException.class);

    assertThat(task.isHeldBy(grace)).isTrue();
    assertThat(task.state).isEqualTo(TaskState.CLAIMED);
  }

  @Test
  void readsItsStructures() {
    assertThat(task.structures()).isEmpty();
    task.structures = "spleen,liver";
    assertThat(task.structures()).containsExactly("spleen", "liver");
  }
}
