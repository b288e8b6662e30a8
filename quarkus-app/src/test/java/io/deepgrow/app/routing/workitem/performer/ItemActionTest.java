package io.deepgrow.app.routing.workitem.performer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.routing.action.Prepare;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemParameter;
import io.deepgrow.dicomweb.workitem.WorkitemState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemActionTest {

  private static final Segment.Target SPLEEN =
      new Segment.Target("spleen", new Seed.Body(0.8, 0.6, 0.5));
  private static final Segment.Target LIVER = new Segment.Target("liver", new Seed.Order());
  private static final Segment ALL = new Segment("m", List.of(SPLEEN, LIVER), 0.8, null);

  private static Workitem item(WorkitemParameter... parameters) {
    return item(true, "", "AI", "SEGMENT^99DEEPGROW", List.of("DEEPGROW^99DEEPGROW"), parameters);
  }

  private static Workitem item(
      boolean ready,
      String start,
      String label,
      String code,
      List<String> stations,
      WorkitemParameter... parameters) {
    return new Workitem(
        "2.25.1",
        WorkitemState.SCHEDULED,
        ready,
        "HIGH",
        start,
        label,
        code,
        stations,
        List.of(),
        List.of(parameters));
  }

  private static WorkitemParameter structure(String id, WorkitemParameter... points) {
    return new WorkitemParameter(ItemAction.STRUCTURE, id, List.of(), List.of(points));
  }

  private static WorkitemParameter point(Double... at) {
    return new WorkitemParameter(ItemAction.POINT, "", List.of(at), List.of());
  }

  @Test
  void aStructureIsMarkedFromThePointThatTheItemNames() {
    assertThat(ItemAction.of(item(structure("liver", point(1.0, -2.0, 3.5))), ALL))
        .isEqualTo(
            new Segment(
                "m",
                List.of(new Segment.Target("liver", new Seed.Patient(1, -2, 3.5))),
                0.8,
                null));
  }

  @Test
  void withoutAPointTheSeedOfThePerformerHolds() {
    assertThat(ItemAction.of(item(structure("spleen")), ALL).targets()).containsExactly(SPLEEN);
  }

  @Test
  void anItemWithoutStructuresHasAllOfThePerformer() {
    Segment one = new Segment(null, List.of(SPLEEN), 0, null);
    assertThat(ItemAction.of(item(new WorkitemParameter("X^99", "1", List.of(), List.of())), one))
        .isEqualTo(one);
  }

  @Test
  void whatThePerformerDoesNotDoIsRefusedInWords() {
    refused(item(), "has to name a point of liver");
    refused(item(structure("heart")), "[spleen, liver]");
    refused(item(structure("liver")), "has to name a point of liver");
    refused(item(structure("spleen"), structure("spleen")), "twice");
    refused(item(structure("liver", point(1.0, 2.0))), "one point of three numbers");
    refused(item(structure("liver", point(1.0, 2.0, Double.NaN))), "one point of three numbers");
    refused(
        item(structure("liver", point(1.0, 2.0, 3.0), point(1.0, 2.0, 3.0))),
        "one point of three numbers");
    assertThatThrownBy(() -> ItemAction.of(item(), new Prepare()))
        .hasMessageContaining("has no action");
  }

  private static void refused(Workitem item, String words) {
    assertThatThrownBy(() -> ItemAction.of(item, ALL))
        .isInstanceOf(UnsuitableItemException.class)
        .hasMessageContaining(words);
  }

  @Test
  void anItemIsOursWhereItFitsAllThatIsNamed() {
    PerformerSettings settings =
        new PerformerSettings(
            true,
            null,
            null,
            "DEEPGROW",
            List.of("DEEPGROW^99DEEPGROW"),
            List.of("AI"),
            List.of("SEGMENT^99DEEPGROW"),
            Map.of(),
            ALL,
            5,
            false);
    List<String> ours = List.of("OTHER^99", "DEEPGROW^99DEEPGROW");
    String code = "SEGMENT^99DEEPGROW";
    assertThat(isOurs(item(true, "", "AI", code, ours), settings)).isTrue();
    assertThat(isOurs(item(false, "", "AI", code, ours), settings)).isFalse();
    assertThat(isOurs(item(true, "20261129090000", "AI", code, ours), settings)).isFalse();
    assertThat(isOurs(item(true, "", "other", code, ours), settings)).isFalse();
    assertThat(isOurs(item(true, "", "AI", "X^Y", ours), settings)).isFalse();
    assertThat(isOurs(item(true, "", "AI", code, List.of("OTHER^99")), settings)).isFalse();
    assertThat(ItemMatch.keys(settings))
        .containsEntry("ProcedureStepState", "SCHEDULED")
        .containsEntry("WorklistLabel", "AI")
        .containsEntry("ScheduledStationNameCodeSequence.CodeValue", "DEEPGROW");
  }

  private static boolean isOurs(Workitem item, PerformerSettings settings) {
    return ItemMatch.isOurs(item, settings, Instant.parse("2026-11-29T08:00:00Z"), ZoneOffset.UTC);
  }
}
