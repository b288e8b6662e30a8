package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.workitem.FakeWorklist.Fate;
import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Performers that race for an item, whose requests and answers are lost and who die and start anew:
 * whatever the order, it never has two owners, and is not left in progress.
 */
class WorkitemOwnersTest {

  private static final int PERFORMERS = 3;
  private static final int MOST_TRIES = 20;
  private static final PerformedWork WORK =
      new PerformedWork(Instant.EPOCH, Instant.EPOCH, List.of());

  /** A replica with what it has written down; {@code believes} is gone when it dies. */
  private static final class Performer {
    private final String transaction;
    private final WorkitemClient client;
    private boolean believes;
    private boolean ended;

    private Performer(String transaction, WorkitemClient client) {
      this.transaction = transaction;
      this.client = client;
    }

    private void step(String item, int step) {
      try {
        switch (step) {
          case 0 -> believes = client.claim(item, transaction) == Outcome.DONE;
          case 1 -> die();
          case 2 -> {
            if (believes) {
              believes = client.progress(item, transaction, 50, "half") == Outcome.DONE;
            }
          }
          default -> {
            if (believes) {
              end(item, step == 3);
            }
          }
        }
      } catch (DicomWebException e) {
        // nothing is known of what became of it
      }
    }

    private void die() {
      believes = false;
    }

    private void end(String item, boolean complete) {
      Outcome outcome =
          complete
              ? client.complete(item, transaction, WORK)
              : client.cancel(item, transaction, "given up");
      ended |= outcome == Outcome.DONE;
      believes &= outcome == Outcome.REFUSED;
    }

    /** What a replica does after its start with an item that it had claimed, or tried to. */
    private void recover(String item) {
      for (int n = 0; n < MOST_TRIES; n++) {
        try {
          if (client.claim(item, transaction) == Outcome.DONE) {
            end(item, true);
          }
          return;
        } catch (DicomWebException e) {
          // once more
        }
      }
    }
  }

  private static FakeWorklist worklist(WorkitemWays ways, Random chance) {
    return FakeWorklist.start(ways)
        .with(
            () ->
                switch (chance.nextInt(5)) {
                  case 0 -> Fate.LOST_BEFORE;
                  case 1 -> Fate.LOST_AFTER;
                  default -> Fate.ANSWERED;
                });
  }

  @Property(tries = 60)
  void anItemHasOneOwnerAndIsBroughtToItsEnd(
      @ForAll WorkitemWays ways,
      @ForAll long seed,
      @ForAll @Size(min = 1, max = 25) List<Byte> steps) {
    Random chance = new Random(seed);
    try (FakeWorklist worklist = worklist(ways, chance)) {
      String item =
          worklist.schedule(new DicomObject().setString(Tag.SOP_INSTANCE_UID, "2.25.100"));
      DicomWebConfig config =
          DicomWebConfig.of(worklist.root()).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1));
      List<Performer> performers = new ArrayList<>();
      for (int n = 1; n <= PERFORMERS; n++) {
        performers.add(
            new Performer(
                "2.25." + n, new WorkitemClient(config, worklist.root(), ways, "DEEPGROW")));
      }
      for (byte step : steps) {
        performers.get(Math.floorMod(step, PERFORMERS)).step(item, Math.floorMod(step / 3, 5));
        String owner = worklist.lock(item);
        for (Performer performer : performers) {
          if (performer.believes || performer.ended) {
            assertThat(owner).isEqualTo(performer.transaction);
          }
        }
      }
      worklist.with(() -> Fate.ANSWERED);
      performers.forEach(performer -> performer.recover(item));
      assertThat(worklist.state(item)).isIn("COMPLETED", "CANCELED");
    }
  }
}
