package io.deepgrow.app.training;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Training: what it learns from, the command that does it, and where runs lie. */
@ConfigMapping(prefix = "deepgrow.train")
public interface TrainConfig {

  /** The data set of MONAI Label clients; they can start training when it is named. */
  Optional<Path> data();

  /** A folder of data sets, one folder each, that the console and the API can choose. */
  Optional<Path> dataRoot();

  /** The command line that trains, before {@code train} and its options. */
  @WithDefault("bin/deepgrow")
  List<String> command();

  /** Folder of runs, one folder and one log each. */
  @WithDefault("var/training")
  Path out();

  /** Steps of a run that MONAI Label clients start. */
  @WithDefault("9000")
  int steps();
}
