package io.deepgrow.app.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeenTwiceTest {

  private static final UUID COMING = new UUID(1, 1);
  private static final UUID GONE = new UUID(1, 2);

  private final SeenTwice leftovers = new SeenTwice();

  @Test
  void aFolderWithoutARowIsALeftoverAtTheSecondLook() {
    assertThat(leftovers.among(Set.of(COMING, GONE), Set.of())).isEmpty();
    assertThat(leftovers.among(Set.of(COMING, GONE), Set.of(COMING))).containsExactly(GONE);
  }

  @Test
  void whatHadARowInBetweenIsNone() {
    leftovers.among(Set.of(COMING), Set.of());
    leftovers.among(Set.of(COMING), Set.of(COMING));
    assertThat(leftovers.among(Set.of(COMING), Set.of())).isEmpty();
  }
}
