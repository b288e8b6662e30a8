package io.deepgrow.app.signal;

/** Hears what replicas signal on one channel; a hint to look, never data. */
public interface SignalListener {

  /** The channel, as {@code NOTIFY} names it: small letters and underscores. */
  String channel();

  /** Something was signalled; called on the one thread of all signals, so it must not take long. */
  void heard(String payload);
}
