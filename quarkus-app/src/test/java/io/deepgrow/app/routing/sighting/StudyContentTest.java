package io.deepgrow.app.routing.sighting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudyContentTest {

  private static StudyContent.Series series(String uid, int instances) {
    return new StudyContent.Series(uid, "CT", instances, false, Map.of());
  }

  private static String digest(StudyContent.Series... series) {
    return new StudyContent(Map.of(), List.of(series)).digest();
  }

  @Test
  void theOrderOfSeriesIsNoContent() {
    assertThat(digest(series("1.2", 3), series("1.10", 4)))
        .isEqualTo(digest(series("1.10", 4), series("1.2", 3)));
  }

  @Test
  void oneMoreInstanceOrSeriesIsAnotherContent() {
    String before = digest(series("1.2", 3));
    assertThat(digest(series("1.2", 4))).isNotEqualTo(before);
    assertThat(digest(series("1.2", 3), series("1.3", 1))).isNotEqualTo(before);
    assertThat(digest(series("1.23", 1))).isNotEqualTo(digest(series("1.2", 31)));
  }

  @Test
  void whatWasMadeFromOtherSeriesIsNoContent() {
    StudyContent.Series seg = new StudyContent.Series("1.9", "SEG", 1, true, Map.of());
    assertThat(digest(series("1.2", 3), seg)).isEqualTo(digest(series("1.2", 3)));
  }
}
