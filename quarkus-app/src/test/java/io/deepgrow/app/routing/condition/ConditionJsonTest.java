package io.deepgrow.app.routing.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of conditions, and what is refused at which place. */
class ConditionJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String refusal(JsonNode json) {
    try {
      ConditionJson.read(json, "when", true);
      return "";
    } catch (ConditionException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aTreeIsReadAndWrittenAsItWas() {
    JsonNode json =
        tree(
            "{'all':[{'attribute':'study.StudyDescription','op':'contains','value':'abd'},"
                + "{'any':[{'attribute':'series.instances','op':'>=','value':40},"
                + "{'none':[{'attribute':'series.Modality','op':'in','value':['SR','KO']}]}]}]}");
    assertThat(ConditionJson.write(ConditionJson.read(json, "when", true)))
        .hasToString(json.toString());
  }

  @Test
  void presentNeedsNoValue() {
    Condition read =
        ConditionJson.read(tree("{'attribute':'study.StudyDate','op':'present'}"), "when", false);
    assertThat(ConditionJson.write(read).path("value").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | when:",
        "{'all':{}} | when.all: is a list",
        "{'any':[]} | when.any: has at least one",
        "{'all':[],'any':[]} | when: a group has all alone",
        "{'all':[{'attribute':'study.X1','op':'present'},7]} | when.all[1]:",
        "{'attribute':'Modality','op':'present'} | when.attribute: is none of study.KEYWORD",
        "{'attribute':'study.PatientName','op':'present'} | when.attribute: rules ask nothing",
        "{'attribute':'study.ReferringPhysicianName','op':'present'} | when.attribute: rules ask",
        "{'attribute':'study.AccessionNumber','op':'present'} | when.attribute: rules ask nothing",
        "{'attribute':'priors(CT,x)','op':'>','value':1} | when.attribute: write priors",
        "{'attribute':'hasSegmentationOf','op':'equals','value':true} | when.attribute: write has",
        "{'attribute':'late(1)','op':'equals','value':true} | when.attribute: late has nothing",
        "{'attribute':'study.StudyDate','op':'like','value':1} | when.op: is one of equals",
        "{'attribute':'study.StudyDate','op':'<','value':'1'} | when.value: is a number",
        "{'attribute':'study.StudyDate','op':'equals','value':true} | when.value: is a text or a",
        "{'attribute':'late','op':'equals','value':'yes'} | when.value: is true or false",
        "{'attribute':'late','op':'<','value':1} | when.op: late can't be compared by <",
        "{'attribute':'series.instances','op':'contains','value':'4'} | when.op: series.instances",
        "{'attribute':'study.StudyDate','op':'age','value':'soon'} | when.value: write an age",
        "{'attribute':'study.StudyDate','op':'in','value':[]} | when.value: is a list of 1 to 100",
        "{'attribute':'study.StudyDate','op':'in','value':['a',null]} | when.value[1]: is a text",
        "{'attribute':'study.StudyDate','op':'contains','value':' '} | when.value: is a text of 1",
        "{'attribute':'study.StudyDate','op':'matches','value':'('} | when.value: is no regular",
        "{'attribute':'study.StudyDate','op':'present','not':1} | when: a condition has attribute"
      })
  void whatIsWrongIsNamedWithItsPlace(String json, String problem) {
    assertThat(refusal(tree(json))).startsWith(problem);
  }

  @Test
  void whatOnlyASeriesHasIsRefusedWhereNoSeriesIsChosen() {
    JsonNode json = tree("{'attribute':'series.Modality','op':'equals','value':'CT'}");
    assertThatExceptionOfType(ConditionException.class)
        .isThrownBy(() -> ConditionJson.read(json, "when", false))
        .withMessageStartingWith("when.attribute: is of a series");
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 100, 10_000})
  void groupsThatLieTooDeepAreRefusedWithoutFollowingThem(int depth) {
    JsonNode inner = tree("{'attribute':'study.StudyDate','op':'present'}");
    for (int n = 0; n < depth; n++) {
      ObjectNode outer = NODES.objectNode();
      outer.putArray("all").add(inner);
      inner = outer;
    }
    assertThat(refusal(inner)).contains("groups lie at most 8 deep");
  }

  @Test
  void aMillionLeavesAreRefusedAtTheSixtyFifth() {
    ArrayNode leaves = NODES.arrayNode();
    JsonNode leaf = tree("{'attribute':'study.StudyDate','op':'present'}");
    for (int n = 0; n < 1_000_000; n++) {
      leaves.add(leaf);
    }
    ObjectNode json = NODES.objectNode();
    json.set("all", leaves);
    assertThat(refusal(json)).startsWith("when.all: a group has at most 64 parts");
    ObjectNode two = NODES.objectNode();
    ArrayNode halves = two.putArray("any");
    for (int n = 0; n < 2; n++) {
      ArrayNode half = halves.addObject().putArray("all");
      for (int m = 0; m < 40; m++) {
        half.add(leaf);
      }
    }
    assertThat(refusal(two)).startsWith("when.any[1].all[24]: a tree has at most 64 conditions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "a{1000000}",
        "(((((x{9}){9}){9}){9}){9})",
        "a{2000,}",
        "(?=a)b",
        "(a)\\\\1"
      })
  void expressionsThatGrowOrLookAroundAreRefused(String expression) {
    assertThat(
            refusal(
                tree(
                    "{'attribute':'study.StudyDate','op':'matches','value':'" + expression + "'}")))
        .startsWith("when.value:");
  }

  @Test
  void anExpressionThatOthersChokeOnTakesLinearTime() {
    Condition bomb =
        ConditionJson.read(
            tree("{'attribute':'study.StudyDescription','op':'matches','value':'^(a+)+$'}"),
            "when",
            false);
    Explained explained =
        Compiled.of(bomb)
            .explain(new MapFacts(Map.of("study.StudyDescription", "a".repeat(20_000) + "!")));
    assertThat(explained.outcome()).isEqualTo(Truth.FALSE);
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    ObjectNode json = (ObjectNode) tree("{'attribute':'series.instances','op':'<'}");
    json.put("value", Double.POSITIVE_INFINITY);
    assertThat(refusal(json)).startsWith("when.value: is a number");
  }
}
