package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.routing.rule.Drafts;
import io.deepgrow.app.routing.rule.RuleBody;
import io.deepgrow.app.routing.rule.RuleDraft;
import io.deepgrow.app.routing.rule.RuleReader;
import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a rule's form say what a version says, or leave it to the text. */
class RuleFormTest {

  private static RuleForm sent(String... pairs) {
    MultivaluedHashMap<String, String> sent = new MultivaluedHashMap<>();
    for (int n = 0; n < pairs.length; n += 2) {
      sent.putSingle(pairs[n], pairs[n + 1]);
    }
    return RuleForm.of(sent);
  }

  @Test
  void whatANewRuleBeginsWithIsARule() {
    RuleBody body = RuleReader.read(RuleForm.empty().draft());
    assertThat(body.actions()).hasSize(1);
    assertThat(RuleForm.empty().when()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'when':{'all':[]},'do':[{'action':'PREPARE'}]}",
        "{'when':{'any':[{'attribute':'study.ageDays','op':'<=','value':3},{'attribute':'late',"
            + "'op':'equals','value':false},{'attribute':'connection','op':'in','value':['a','b']},"
            + "{'attribute':'study.StudyDate','op':'age','value':'5d'},{'attribute':"
            + "'study.StudyTime','op':'present','value':false}]},'series':{'where':{'none':["
            + "{'attribute':'series.sliceThickness','op':'>','value':1.25}]},'prefer':['LATEST',"
            + "'THINNEST'],'atMost':3,'derived':true},'do':[{'action':'ASSIGN','account':'ada',"
            + "'dueInHours':4,'priority':8}],'priority':7}",
        "{'when':{'all':[]},'do':[{'action':'SEGMENT','model':'m','targets':[{'structure':'spleen',"
            + "'seed':{'from':'BODY','left':0.8,'back':0.6,'head':0.5}},{'structure':'liver','seed':"
            + "{'from':'PRIOR','maxAgeDays':365}},{'structure':'aorta','seed':{'from':'PATIENT',"
            + "'x':1,'y':-2.5,'z':300}},{'structure':'pancreas','seed':{'from':'ORDER'}}],"
            + "'minConfidence':0.8,'otherwise':{'project':'Liver','structures':['liver']}},"
            + "{'action':'SEND','connections':['a','b'],'replace':true},{'action':'NOTIFY',"
            + "'receiver':'ris'}]}"
      })
  void aVersionThatTheFieldsCanSayComesBackAsTheSame(String text) {
    RuleDraft draft = draft(text);
    RuleForm form = RuleForm.of(draft);
    assertThat(form.isText()).isFalse();
    assertThat(RuleReader.read(form.draft())).isEqualTo(RuleReader.read(draft));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'when':{'all':[{'any':[{'attribute':'late','op':'present'}]}]},'do':[{'action':'PREPARE'}]}",
        "{'when':{'all':[{'attribute':'study.X1','op':'equals','value':1}]},'do':[{'action':'PREPARE'}]}",
        "{'when':{'all':[{'attribute':'study.X1','op':'in','value':['a, b']}]},'do':[{'action':'PREPARE'}]}",
        "{'when':{'all':[]},'do':[{'action':'NOTIFY','receiver':'a'},{'action':'NOTIFY','receiver':'b'}]}",
        "{'when':{'all':[]},'do':[{'action':'NOTIFY','receiver':'a'},{'action':'PREPARE'}]}"
      })
  void whatTheFieldsCanNotSayIsTextThatSaysTheSame(String text) {
    RuleDraft draft = draft(text);
    RuleForm form = RuleForm.of(draft);
    assertThat(form.isText()).isTrue();
    assertThat(RuleReader.read(form.draft())).isEqualTo(RuleReader.read(draft));
  }

  private static RuleDraft draft(String text) {
    return sent("mode", "json", "json", text.replace('\'', '"')).draft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "series.instances | < | many | series.where.all[0].value: is a number",
        "series.Modality | in | , | series.where.all[0].value: is a list",
        "series.Modality | matches | ( | series.where.all[0].value: is no regular",
        "series.Modality | nearly | x | series.where.all[0].op: is one of",
        "Modality | equals | CT | series.where.all[0].attribute: is none of"
      })
  void whatSomebodyTypesWrongIsNamedAsInJson(
      String attribute, String op, String value, String problem) {
    RuleForm form =
        sent(
            "s.join",
            "all",
            "s1.attribute",
            attribute,
            "s1.op",
            op,
            "s1.value",
            value,
            "prepare",
            "yes");
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> RuleReader.read(form.draft()))
        .withMessageStartingWith(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "7", "{\"if\":1}", "null"})
  void aTextThatIsNoRuleIsRefused(String text) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> RuleReader.read(sent("mode", "json", "json", text).draft()));
  }

  @Test
  void emptyRowsDoNotCountAndMoreAreThere() {
    RuleForm form = sent("w5.attribute", "late", "w5.op", "present", "w.join", "any");
    assertThat(form.when()).hasSize(7);
    assertThat(form.draft().when())
        .isEqualTo(Drafts.json("{'any':[{'attribute':'late','op':'present','value':true}]}"));
  }
}
