package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.Drafts;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how much time of a processor 50 rules take for a study: reading and compiling them, and
 * asking them. What else the machine does counts little then.
 */
public final class DecisionSpeed {

  private static final int RULES = 50;
  private static final int SERIES = 20;
  private static final ThreadMXBean TIME = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 300;
  private static final int TIMES = 500;

  private DecisionSpeed() {}

  public static void main(String[] arguments) {
    SightedSeries[] series = new SightedSeries[SERIES];
    for (int n = 0; n < SERIES; n++) {
      series[n] =
          Studies.series(
              "1.2.3." + n,
              n % 5 == 0 ? "PT" : "CT",
              20 * n,
              Map.of("SliceThickness", "1.25", "SeriesDescription", "CT Abdomen portal " + n),
              false,
              true);
    }
    SightedStudy study = Studies.study("1.2.3", false, series);
    Verdicts verdicts = new Verdicts(new FakeWork(), Clock.systemUTC());
    List<ActiveRule> rules = rules();
    long matched = 0;
    double[] reading = new double[TIMES];
    double[] asking = new double[TIMES];
    for (int n = -WARM_UP; n < TIMES; n++) {
      long before = TIME.getCurrentThreadCpuTime();
      rules = rules();
      long read = TIME.getCurrentThreadCpuTime();
      Verdicts.Asked asked = verdicts.about(study);
      for (ActiveRule rule : rules) {
        matched += asked.of(rule).chosen().size();
      }
      long after = TIME.getCurrentThreadCpuTime();
      if (n >= 0) {
        reading[n] = (read - before) / 1e6;
        asking[n] = (after - read) / 1e6;
      }
    }
    print("read and compile 50 rules", reading);
    print("ask 50 rules about 20 series", asking);
    System.out.println("series chosen: " + matched);
  }

  private static List<ActiveRule> rules() {
    List<ActiveRule> rules = new ArrayList<>();
    for (int n = 0; n < RULES; n++) {
      rules.add(
          Drafts.active(
              "rule " + n,
              "{'all':[{'attribute':'study.StudyDescription','op':'matches','value':'(?i)abdo|liver'},"
                  + "{'attribute':'study.ageDays','op':'<','value':100000},"
                  + "{'any':[{'attribute':'connection','op':'equals','value':'default'},"
                  + "{'attribute':'hasSegmentationOf(spleen)','op':'equals','value':true}]}]}",
              "{'where':{'all':[{'attribute':'series.Modality','op':'equals','value':'CT'},"
                  + "{'attribute':'series.instances','op':'>=','value':40},"
                  + "{'attribute':'series.SeriesDescription','op':'matches','value':'portal \\\\d+$'},"
                  + "{'attribute':'series.sliceThickness','op':'<','value':2}]}}",
              "[{'action':'PREPARE'}]"));
    }
    return rules;
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.3f ms, 95 %% %.3f ms%n",
        what,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.95)]);
  }
}
