package io.deepgrow.app.compat.monailabel.datastore;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Which image a client gets next; images without a label go first in all of them. */
public enum Strategy {
  FIRST("The first image in order of its id") {
    @Override
    public DatastoreImage choose(List<DatastoreImage> images, RandomGenerator random) {
      return images.get(0);
    }
  },
  RANDOM("Any image") {
    @Override
    public DatastoreImage choose(List<DatastoreImage> images, RandomGenerator random) {
      return images.get(random.nextInt(images.size()));
    }
  };

  private final String description;

  Strategy(String description) {
    this.description = description;
  }

  /** The name that clients send. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, as clients show it. */
  public String description() {
    return description;
  }

  /** One of at least one image. */
  public abstract DatastoreImage choose(List<DatastoreImage> images, RandomGenerator random);

  /** The strategy of that id, if there is one. */
  public static Optional<Strategy> of(String id) {
    for (Strategy strategy : values()) {
      if (strategy.id().equals(id)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }
}
