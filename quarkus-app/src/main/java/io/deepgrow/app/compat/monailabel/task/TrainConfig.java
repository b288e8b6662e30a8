package io.deepgrow.app.compat.monailabel.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Training that clients may start; off unless a folder of data is named. */
@ConfigMapping(prefix = "deepgrow.train")
public interface TrainConfig {

  /** The data set; training can be started when it is named. */
  Optional<Path> data();

  /** The command line that trains, before {@code train} and its options. */
  @WithDefault("bin/deepgrow")
  List<String> command();

  /** Folder of runs, one folder and one log each. */
  @WithDefault("var/training")
  Path out();

  @WithDefault("9000")
  int steps();
}
