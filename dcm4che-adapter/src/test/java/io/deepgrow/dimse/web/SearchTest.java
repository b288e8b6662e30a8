package io.deepgrow.dimse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static Search search(String name, String value) {
    return Search.of(Level.STUDY, List.of(Map.entry(name, value)));
  }

  @Test
  void keywordsAndTagsAreTheSameKeys() {
    assertThat(search("PatientID", "7").keys().string(Tag.PATIENT_ID)).hasValue("7");
    assertThat(search("00100020", "7").keys().string(Tag.PATIENT_ID)).hasValue("7");
  }

  @Test
  void severalUidsAreAListAndAPageIsBounded() {
    assertThat(search("StudyInstanceUID", "1.2,1.3").keys().strings(Tag.STUDY_INSTANCE_UID))
        .containsExactly("1.2", "1.3");
    assertThat(search("limit", "99999").limit()).isEqualTo(Search.MOST);
    assertThat(search("offset", "12").offset()).isEqualTo(12);
  }

  @Test
  void whatIsIncludedIsAskedForAndDoesNotWipeOutWhatIsMatched() {
    Search search =
        Search.of(
            Level.STUDY,
            List.of(
                Map.entry("PatientID", "7"),
                Map.entry("includefield", "PatientID,BodyPartExamined"),
                Map.entry("includefield", "all")));
    assertThat(search.keys().string(Tag.PATIENT_ID)).hasValue("7");
    assertThat(search.keys().contains(Tag.BODY_PART_EXAMINED)).isTrue();
  }

  @Test
  void whatIsNoAttributeIsRefused() {
    assertThatThrownBy(() -> search("PatientNmae", "x")).isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> search("limit", "-1")).isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> search("offset", "99999999999")).isInstanceOf(GatewayException.class);
  }

  @Test
  void wildCardsMatchAsTheStandardSays() {
    assertThat(WildCards.match("DOE*", "DOE^JANE")).isTrue();
    assertThat(WildCards.match("*JANE", "DOE^JANE")).isTrue();
    assertThat(WildCards.match("D?E*", "DOE^JANE")).isTrue();
    assertThat(WildCards.match("*O*A*", "DOE^JANE")).isTrue();
    assertThat(WildCards.match("DOE", "DOE^JANE")).isFalse();
    assertThat(WildCards.match("D?", "DOE")).isFalse();
    assertThat(WildCards.match("", "")).isTrue();
    assertThat(WildCards.match("*", "")).isTrue();
  }

  @Property
  void aTextIsMatchedByItselfAndByEachOfItsBeginningsWithAStar(
      @ForAll @AlphaChars @StringLength(max = 12) String text,
      @ForAll @AlphaChars @StringLength(max = 12) String rest) {
    assertThat(WildCards.match(text, text)).isTrue();
    assertThat(WildCards.match(text + "*", text + rest)).isTrue();
    assertThat(WildCards.match("*" + rest, text + rest)).isTrue();
    assertThat(WildCards.match("?" + text, text)).isFalse();
  }
}
