package io.deepgrow.training.feed;

import io.deepgrow.example.Example;
import io.deepgrow.seed.Seeds;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.train.TrainingRun.PatchStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The patches of a prepared dataset: each once an epoch, in another order every time. */
public final class PreparedFeed implements PatchStream {

  private final PreparedDataset dataset;
  private final List<PatchRecord> records;
  private final Seeds augmenting;
  private final Seeds ordering;
  private final Augmentation augmentation;
  private long epoch = -1;
  private List<Integer> order = List.of();

  public PreparedFeed(
      PreparedDataset dataset, List<PatchRecord> records, long seed, Augmentation augmentation) {
    this.dataset = dataset;
    this.records = List.copyOf(records);
    augmenting = Seeds.of(seed, "augmentation");
    ordering = Seeds.of(seed, "order of patches");
    this.augmentation = augmentation;
  }

  @Override
  public TrainingPatch patch(long number, int edge) {
    PatchRecord record = records.get(place(number));
    Random random = augmenting.at(number).random();
    try {
      Example example = dataset.load(record);
      return augmentation.apply(random, PatchCrop.around(example, edge));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized int place(long number) {
    int count = records.size();
    if (number / count != epoch) {
      epoch = number / count;
      List<Integer> shuffled = new ArrayList<>(Collections.nCopies(count, 0));
      for (int n = 0; n < count; n++) {
        shuffled.set(n, n);
      }
      Collections.shuffle(shuffled, ordering.at(epoch).random());
      order = shuffled;
    }
    return order.get((int) (number % count));
  }
}
