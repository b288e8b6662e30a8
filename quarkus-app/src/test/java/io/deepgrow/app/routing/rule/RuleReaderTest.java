package io.deepgrow.app.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Prepare;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Send;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a version, and what is refused at which place. */
class RuleReaderTest {

  private static final String ALWAYS = "{'all':[]}";

  private static String refusal(RuleDraft draft) {
    try {
      RuleReader.read(draft);
      return "";
    } catch (ApiException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.RULE_UNUSABLE);
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void actionsAreReadAndWhatIsLeftOutIsFilledIn() {
    RuleBody body =
        RuleReader.read(
            Drafts.draft(
                ALWAYS,
                "",
                "[{'action':'PREPARE'},{'action':'ASSIGN','project':'Liver'},{'action':'SEND',"
                    + "'connections':['research']},{'action':'SEGMENT','targets':[{'structure':"
                    + "'spleen','seed':{'from':'BODY','left':0.8,'back':0.6,'head':0.5}}],"
                    + "'otherwise':{'structures':['spleen']}}]"));
    assertThat(body.priority()).isEqualTo(Assign.USUAL);
    assertThat(body.actions().get(0)).isInstanceOf(Prepare.class);
    assertThat(body.actions().get(1))
        .isEqualTo(new Assign("Liver", null, java.util.List.of(), null, 5));
    assertThat(body.actions().get(2)).isEqualTo(new Send(java.util.List.of("research"), false));
    Segment segment = (Segment) body.actions().get(3);
    assertThat(segment.targets().get(0).seed()).isEqualTo(new Seed.Body(0.8, 0.6, 0.5));
    assertThat(segment.otherwise()).isNotNull();
  }

  @Test
  void whatIsWrittenIsReadAgainAsTheSame() {
    RuleBody body =
        RuleReader.read(
            Drafts.draft(
                "{'all':[{'attribute':'study.ageDays','op':'<=','value':3}]}",
                "{'where':{'attribute':'series.Modality','op':'equals','value':'CT'}}",
                "[{'action':'SEGMENT','model':'m','targets':[{'structure':'liver','seed':{'from':"
                    + "'PRIOR','maxAgeDays':365}},{'structure':'spleen','seed':{'from':'PATIENT',"
                    + "'x':1,'y':-2.5,'z':3}},{'structure':'aorta','seed':{'from':'ORDER'}}],"
                    + "'minConfidence':0.8,'otherwise':{'dueInHours':4}},{'action':'NOTIFY',"
                    + "'receiver':'ris'}]"));
    assertThat(RuleReader.read(RuleReader.write(body))).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | do: is a list of 1 to 10",
        "{} | do: is a list of 1 to 10",
        "[7] | do[0]: is an object",
        "[{}] | do[0]: action is one of",
        "[{'action':'DELETE'}] | do[0]: action is one of",
        "[{'action':'PREPARE','fast':true}] | do[0].fast: is not known here",
        "[{'action':'ASSIGN','priority':10}] | do[0].priority: is 1 (can wait)",
        "[{'action':'ASSIGN','priority':'5'}] | do[0].priority: does not fit",
        "[{'action':'ASSIGN','priority':5.5}] | do[0].priority: does not fit",
        "[{'action':'ASSIGN','project':7}] | do[0].project: does not fit",
        "[{'action':'ASSIGN','project':''}] | do[0].project: is the name",
        "[{'action':'ASSIGN','structures':null}] | do[0]: does not fit",
        "[{'action':'ASSIGN','structures':[null]}] | do[0]: does not fit",
        "[{'action':'ASSIGN','structures':['a','a']}] | do[0].structures: names something twice",
        "[{'action':'ASSIGN','dueInHours':0}] | do[0].dueInHours: is 1 to 8760",
        "[{'action':'SEGMENT'}] | do[0]: does not fit",
        "[{'action':'SEGMENT','targets':[]}] | do[0].targets: is a list of 1 to",
        "[{'action':'SEGMENT','targets':[{'structure':'a'}]}] | do[0].targets[0].seed: says from",
        "[{'action':'SEGMENT','targets':[{'structure':'a','seed':{'from':'SKY'}}]}] | do[0].targets[0].seed: from is one of",
        "[{'action':'SEGMENT','targets':[{'structure':'a','seed':{'from':'BODY','left':2,'back':0,'head':0}}]}] | do[0].targets[0].seed: has left",
        "[{'action':'SEGMENT','targets':[{'structure':'a','seed':{'from':'PRIOR','maxAgeDays':0}}]}] | do[0].targets[0].seed.maxAgeDays: is 1 to",
        "[{'action':'SEGMENT','targets':[{'structure':'a','seed':{'from':'ORDER'}}],'minConfidence':2}] | do[0].minConfidence: is 0 to 1",
        "[{'action':'SEGMENT','targets':[{'structure':'a','seed':{'from':'ORDER'}}],'otherwise':{'priority':0}}] | do[0].otherwise.priority: is 1",
        "[{'action':'SEND','connections':[]}] | do[0].connections: is a list of 1",
        "[{'action':'NOTIFY'}] | do[0].receiver: is a name of",
        "[{'action':'NOTIFY','receiver':'http://x'}] | do[0].receiver: is a name of"
      })
  void whatIsWrongIsNamedWithItsPlace(String actions, String problem) {
    assertThat(refusal(Drafts.draft(ALWAYS, "", actions))).startsWith(problem);
  }

  @Test
  void withoutConditionsOrActionsItIsNoRule() {
    assertThat(refusal(new RuleDraft(null, null, Drafts.json("[{'action':'PREPARE'}]"), null)))
        .startsWith("when:");
    assertThat(refusal(new RuleDraft(Drafts.json(ALWAYS), null, null, null))).startsWith("do:");
  }

  @Test
  void aPriorityIsOneToNine() {
    RuleDraft draft =
        new RuleDraft(Drafts.json(ALWAYS), null, Drafts.json("[{'action':'PREPARE'}]"), 10);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> RuleReader.read(draft))
        .withMessageStartingWith("priority: is 1");
  }
}
