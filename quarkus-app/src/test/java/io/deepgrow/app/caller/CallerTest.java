package io.deepgrow.app.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

  private static final UUID HERE = new UUID(1, 1);
  private static final UUID THERE = new UUID(2, 2);

  private static Caller with(Grant... grants) {
    return new Caller(new UUID(9, 9), Caller.Kind.PERSON, "grace", "Grace", Set.of(grants));
  }

  @Test
  void aRoleHoldsTheSmallerOnes() {
    assertThat(with(Grant.everywhere(Role.REVIEWER)).roles())
        .containsExactlyInAnyOrder(Role.REVIEWER, Role.ANNOTATOR, Role.VIEWER);
    assertThat(with(Grant.everywhere(Role.ADMIN)).roles())
        .contains(Role.AUDITOR, Role.OPERATOR, Role.REVIEWER)
        .doesNotContain(Role.SERVICE);
    assertThat(with(Grant.everywhere(Role.AUDITOR)).roles()).containsExactly(Role.AUDITOR);
    assertThat(with().roles()).isEmpty();
  }

  @Test
  void aRoleInAProjectHoldsNowhereElse() {
    Caller caller = with(new Grant(Role.ANNOTATOR, HERE), new Grant(Role.VIEWER, THERE));

    assertThat(caller.roles()).contains(Role.ANNOTATOR);
    assertThat(caller.hasEverywhere(Role.VIEWER)).isFalse();
    assertThat(caller.projects(Role.ANNOTATOR)).containsExactly(HERE);
    assertThat(caller.projects(Role.VIEWER)).containsExactlyInAnyOrder(HERE, THERE);
    assertThat(caller.projects(Role.REVIEWER)).isEmpty();
  }

  @Test
  void aRoleEverywhereIsNoProject() {
    Caller caller = with(Grant.everywhere(Role.REVIEWER), new Grant(Role.ADMIN, HERE));

    assertThat(caller.hasEverywhere(Role.VIEWER)).isTrue();
    assertThat(caller.hasEverywhere(Role.ADMIN)).isFalse();
    assertThat(caller.projects(Role.ADMIN)).containsExactly(HERE);
  }

  @Test
  void aKeyMayWhatItsOwnerMayAndItsRolesName() {
    Caller owner = with(new Grant(Role.REVIEWER, HERE), Grant.everywhere(Role.VIEWER));

    Caller key = owner.limitedTo(Set.of(Role.ANNOTATOR, Role.ADMIN));

    assertThat(key.roles()).containsExactlyInAnyOrder(Role.ANNOTATOR, Role.VIEWER);
    assertThat(key.projects(Role.ANNOTATOR)).containsExactly(HERE);
    assertThat(key.hasEverywhere(Role.VIEWER)).isFalse();
    assertThat(key.kind()).isEqualTo(Caller.Kind.PROGRAM);
    assertThat(key.id()).isEqualTo(owner.id());
  }
}
