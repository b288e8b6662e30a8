package io.deepgrow.training.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.phantom.PhantomDataset;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.training.cli.Deepgrow;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFeedTest {

  @TempDir private static Path temp;
  private static PreparedDataset dataset;

  @BeforeAll
  static void prepare() throws Exception {
    PhantomDataset.write(temp.resolve("in"), 1, 1, PhantomSpec.small());
    Deepgrow.commandLine()
        .execute(
            "prepare-dataset",
            temp.resolve("in").toString(),
            "--out",
            temp.resolve("prepared").toString(),
            "--patch",
            "16",
            "--spacing",
            "6",
            "--split",
            "1");
    dataset = PreparedDataset.open(temp.resolve("prepared"));
  }

  private static PreparedFeed feed(long seed) {
    return new PreparedFeed(dataset, dataset.training(), seed, Augmentation.NONE);
  }

  @Test
  void showsEveryPatchOnceAnEpochInAnotherOrder() {
    PreparedFeed feed = feed(1);
    int count = dataset.training().size();
    assertThat(count).isGreaterThan(4);
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < count; n++) {
      seen.add(feed.patch(n, 16).origin());
      first.append(feed.patch(n, 16).origin());
      second.append(feed.patch(count + n, 16).origin());
    }
    assertThat(seen).hasSize(count);
    assertThat(second.toString()).isNotEqualTo(first.toString());
  }

  @Test
  void aPatchIsAFunctionOfItsNumber() {
    PreparedFeed forwards = feed(2);
    PreparedFeed backwards = feed(2);
    String late = backwards.patch(20, 16).origin();
    String early = backwards.patch(3, 16).origin();
    assertThat(forwards.patch(3, 16).origin()).isEqualTo(early);
    assertThat(forwards.patch(20, 16).origin()).isEqualTo(late);
  }

  @Test
  void aPatchComesInTheWantedSize() {
    assertThat(feed(3).patch(0, 32).size().i()).isEqualTo(32);
  }
}
