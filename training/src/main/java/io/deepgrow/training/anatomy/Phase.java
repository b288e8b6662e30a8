package io.deepgrow.training.anatomy;

/** When after the injection of contrast medium a CT was taken. */
enum Phase {
  NATIVE,
  ARTERIAL,
  PORTAL,
  DELAYED
}
