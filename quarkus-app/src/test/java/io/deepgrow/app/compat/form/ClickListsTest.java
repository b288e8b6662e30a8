package io.deepgrow.app.compat.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The click lists of many clients say the same in many ways. */
class ClickListsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static ClickLists read(String params) throws IOException {
    return ClickLists.of(JSON, Params.parse(JSON, params));
  }

  @Test
  void positiveClicksComeFirstEachListInItsOrder() throws IOException {
    ClickLists lists =
        read("{\"background\":[[9,8,7]],\"foreground\":[[1,2,3],[4,5,6]],\"other\":1}");
    assertThat(lists.clicks())
        .containsExactly(Click.positive(1, 2, 3), Click.positive(4, 5, 6), Click.negative(9, 8, 7));
    assertThat(lists.slice()).isEmpty();
  }

  @Test
  void fractionsAreCutOff() throws IOException {
    assertThat(read("{\"foreground\":[[255.9,190.2,44]]}").clicks())
        .isEqualTo(read("{\"foreground\":[[255,190,44]]}").clicks());
  }

  @Test
  void whatIsEncodedTwiceCountsOnce() throws IOException {
    String once = "{\"foreground\":[[1,2,3]]}";
    String listsTwice = "{\"foreground\":\"[[1,2,3]]\",\"background\":\"[]\"}";
    String allTwice = JSON.writeValueAsString(once);
    assertThat(read(listsTwice).clicks()).isEqualTo(read(once).clicks());
    assertThat(read(allTwice).clicks()).isEqualTo(read(once).clicks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"foreground\":[[1,2,3]],\"current_point\":[[1,2,3]]}",
        "{\"foreground\":[[1,2,3]],\"current_point\":[1,2,3]}",
        "{\"foreground\":[[1,2,3]],\"slice\":3}",
        "{\"foreground\":[[1,2,3]],\"slice\":3,\"current_point\":[9,9,9]}"
      })
  void theSliceIsTheOneNamedElseThatOfTheCurrentPoint(String params) throws IOException {
    assertThat(read(params).slice()).hasValue(3);
  }

  @Test
  void sliceZeroIsASlice() throws IOException {
    assertThat(read("{\"foreground\":[[1,2,3]],\"slice\":0}").slice()).hasValue(0);
    assertThat(read("{\"foreground\":[[1,2,3]],\"slice\":null}").slice()).isEmpty();
  }

  @Test
  void withoutOneTheLowestClickedSliceCounts() throws IOException {
    ClickLists lists = read("{\"foreground\":[[1,2,9],[1,2,4]],\"background\":[[1,2,7]]}");
    assertThat(lists.slice(lists.clicks())).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "null", "\"null\"", "\"\"", "{\"foreground\":null}"})
  void noListsAreEmptyLists(String params) throws IOException {
    assertThat(read(params).clicks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"foreground\":[[1]]}",
        "{\"foreground\":[[1,2,3,4]]}",
        "{\"foreground\":[[\"a\",2,3]]}",
        "{\"foreground\":[[1e99,2,3]]}",
        "{\"foreground\":{\"x\":1}}",
        "{\"foreground\":\"[[1,\"}",
        "{\"background\":[null]}"
      })
  void whatAreNoPointsIsRefused(String params) {
    assertThatThrownBy(() -> read(params)).isInstanceOf(ApiException.class);
  }

  @Test
  void aListThatNeverEndsIsRefused() {
    String endless = "{\"foreground\":[" + "[1,2,3],".repeat(10_001) + "[1,2,3]]}";
    assertThatThrownBy(() -> read(endless)).isInstanceOf(ApiException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "{", "3", "true", "\"[]\""})
  void paramsThatAreNoObjectAreRefused(String params) {
    assertThatThrownBy(() -> read(params)).isInstanceOf(IOException.class);
  }

  @Test
  void clicksOutsideTheVolumeDoNotCount() throws IOException {
    ClickLists lists = read("{\"foreground\":[[-1,0,0],[1,1,1],[2,0,0]],\"background\":[[0,0,9]]}");
    assertThat(lists.within(new GridSize(2, 2, 2))).containsExactly(Click.positive(1, 1, 1));
    assertThat(read("{\"foreground\":[[-0.5,0,0]]}").within(new GridSize(2, 2, 2))).isEmpty();
  }
}
