package io.deepgrow.app.routing.rule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule names has to be there. */
class RuleCheckTest {

  /** A service with one of each. */
  private static final class OneOfEach implements References {
    @Override
    public boolean isStructure(String id) {
      return id.equals("spleen");
    }

    @Override
    public boolean isModel(String id) {
      return id.equals("compact");
    }

    @Override
    public Use connection(String name) {
      return switch (name) {
        case "main" -> Use.SOURCE;
        case "research" -> Use.TARGET;
        default -> Use.UNKNOWN;
      };
    }

    @Override
    public boolean isProject(String name) {
      return name.equals("Liver");
    }

    @Override
    public boolean isAccount(String name) {
      return name.equals("ada");
    }
  }

  private static void check(String when, String series, String actions) {
    new RuleCheck(new OneOfEach()).require(RuleReader.read(Drafts.draft(when, series, actions)));
  }

  @Test
  void aRuleThatNamesWhatIsThereIsTaken() {
    assertThatCode(
            () ->
                check(
                    "{'all':[{'attribute':'connection','op':'in','value':['main','research']},"
                        + "{'attribute':'connection','op':'matches','value':'^x'}]}",
                    "",
                    "[{'action':'SEGMENT','model':'compact','targets':[{'structure':'spleen',"
                        + "'seed':{'from':'ORDER'}}],'otherwise':{'account':'ada'}},"
                        + "{'action':'ASSIGN','project':'Liver','structures':['spleen']},"
                        + "{'action':'SEND','connections':['research']}]"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'attribute':'connection','op':'equals','value':'old'} | when.all[0].value: there is no c",
        "{'attribute':'connection','op':'in','value':['main','old']} | when.all[0].value[1]: there",
        "{'attribute':'hasSegmentationOf(horn)','op':'present'} | when.all[0].attribute: there is"
      })
  void conditionsAreChecked(String leaf, String problem) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> check("{'all':[" + leaf + "]}", "", "[{'action':'PREPARE'}]"))
        .withMessageStartingWith(problem);
  }

  @Test
  void conditionsOfSeriesAreCheckedToo() {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(
            () ->
                check(
                    "{'all':[]}",
                    "{'where':{'any':[{'attribute':'connection','op':'equals','value':'old'}]}}",
                    "[{'action':'PREPARE'}]"))
        .withMessageStartingWith("series.where.any[0].value: there is no connection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'action':'ASSIGN','project':'Brain'} | do[0].project: there is no project",
        "{'action':'ASSIGN','account':'eve'} | do[0].account: there is no account",
        "{'action':'ASSIGN','structures':['horn']} | do[0].structures[0]: there is no structure",
        "{'action':'SEND','connections':['old']} | do[0].connections[0]: there is no connection",
        "{'action':'SEND','connections':['research','main']} | do[0].connections[1]: series only",
        "{'action':'SEGMENT','model':'big','targets':[{'structure':'spleen','seed':{'from':'ORDER'}}]} | do[0].model: there is no model",
        "{'action':'SEGMENT','targets':[{'structure':'horn','seed':{'from':'ORDER'}}]} | do[0].targets[0].structure: there is no",
        "{'action':'SEGMENT','targets':[{'structure':'spleen','seed':{'from':'ORDER'}}],'otherwise':{'project':'X'}} | do[0].otherwise.project: there is no"
      })
  void actionsAreChecked(String action, String problem) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> check("{'all':[]}", "", "[" + action + "]"))
        .withMessageStartingWith(problem);
  }
}
