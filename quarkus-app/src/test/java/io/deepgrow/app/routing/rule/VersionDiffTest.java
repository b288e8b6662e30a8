package io.deepgrow.app.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two versions, place by place. */
class VersionDiffTest {

  private static final String CT = "{'attribute':'series.Modality','op':'equals','value':'CT'}";

  @Test
  void whatIsOtherGoneOrNewIsNamedByItsPlace() {
    RuleDraft from =
        Drafts.draft(
            "{'all':[{'attribute':'late','op':'equals','value':false}]}",
            "{'where':" + CT + ",'atMost':1}",
            "[{'action':'PREPARE'}]");
    RuleDraft to =
        Drafts.draft(
            "{'all':[{'attribute':'late','op':'equals','value':true}]}",
            "{'where':" + CT + "}",
            "[{'action':'PREPARE'},{'action':'NOTIFY','receiver':'ris'}]");
    assertThat(VersionDiff.of(from, to))
        .containsExactly(
            new VersionDiff.RuleDifference("when.all[0].value", "false", "true"),
            new VersionDiff.RuleDifference("series.atMost", "1", null),
            new VersionDiff.RuleDifference("do[1].action", null, "NOTIFY"),
            new VersionDiff.RuleDifference("do[1].receiver", null, "ris"));
  }

  @Test
  void aVersionDoesNotDifferFromItself() {
    RuleDraft one = Drafts.draft("{'all':[]}", "", "[{'action':'PREPARE'}]");
    assertThat(VersionDiff.of(one, one)).isEmpty();
  }
}
