package io.deepgrow.app.queue;

import java.util.List;
import java.util.UUID;

/**
 * Work on rows of a table of its owner's. A look may come twice, at the same time too: a replica
 * that was taken for dead may wake. Whoever writes down what came of it has to make sure that it is
 * still its turn.
 */
public interface QueuedWork {

  Kind kind();

  /** Does what there is to do about a row now; outside of any transaction, on a lane's thread. */
  Next run(UUID row);

  /** The rows that are not at their end, whether they are in the lane or not. */
  List<Due> open();

  /** How many rows were given up for good. */
  long dead();
}
