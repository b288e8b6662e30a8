package io.deepgrow.app.model;

import io.deepgrow.model.ModelException;
import io.deepgrow.model.ModelRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where versions of models come from, and which of them answer. */
public interface ModelShelf {

  /**
   * What new sessions of a model begin with.
   *
   * @param canary another version that a share of them begins with
   * @param share of the canary, in hundredths; 0 without one
   */
  record Choice(ServedVersion version, Optional<ServedVersion> canary, int share) {

    /** What one session begins with. */
    ServedVersion of(UUID session) {
      return canary.filter(other -> Canary.takes(session, other.id(), share)).orElse(version);
    }
  }

  /** Takes note of the models that this replica was started with. */
  void stock(ModelRegistry registry);

  /** The choice of each model, in the order in which models are listed. */
  List<Choice> choices();

  /** The model of sessions that name none, where one was chosen in place of the settings'. */
  Optional<String> standard();

  /** A version, whether it is chosen or not. */
  Optional<ServedVersion> version(UUID id);

  /** The oldest version of a model. */
  Optional<ServedVersion> oldest(String model);

  /**
   * The bytes of a version's graph.
   *
   * @throws ModelException when this replica has no such file, or it cannot be read
   */
  byte[] graph(ServedVersion version);
}
