package io.deepgrow.app.routing.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of the choice of series. */
class SeriesChoiceTest {

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }

  @Test
  void withoutAChoiceTheThinnestOriginalSeriesIsTaken() {
    SeriesChoice choice = SeriesChoice.read(MissingNode.getInstance(), "series");
    assertThat(choice.atMost()).isEqualTo(1);
    assertThat(choice.prefer()).containsExactly(SeriesChoice.Preference.THINNEST);
    assertThat(choice.derived()).isFalse();
    assertThat(choice.where()).isEqualTo(Condition.always());
  }

  @Test
  void aChoiceIsReadAndWrittenAsItWas() throws JsonProcessingException {
    JsonNode json =
        tree(
            "{'where':{'attribute':'series.Modality','op':'equals','value':'CT'},"
                + "'prefer':['MOST_INSTANCES','LATEST'],'atMost':3,'derived':true}");
    assertThat(SeriesChoice.read(json, "series").json()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "7 | series: is an object",
        "{'most':1} | series: has where",
        "{'atMost':0} | series.atMost: is 1 to 20",
        "{'atMost':1.5} | series.atMost: is 1 to 20",
        "{'derived':'yes'} | series.derived: is true",
        "{'prefer':['THICKEST']} | series.prefer[0]: is one of",
        "{'prefer':['LATEST','LATEST']} | series.prefer[1]: is there twice",
        "{'where':{'any':[]}} | series.where.any: has at least"
      })
  void whatIsWrongIsNamedWithItsPlace(String json, String problem) throws JsonProcessingException {
    JsonNode read = tree(json);
    assertThatExceptionOfType(ConditionException.class)
        .isThrownBy(() -> SeriesChoice.read(read, "series"))
        .withMessageStartingWith(problem);
  }
}
