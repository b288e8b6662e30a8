package io.deepgrow.benchmarks.attack;

/**
 * What a process holds at one moment.
 *
 * @param heapBytes in use after a full collection
 * @param files open file descriptors, sockets among them
 * @param connections of clients that are open or half closed
 * @param temporary files that lie in the service's folders for a while only
 */
record Vitals(long heapBytes, int threads, int files, int connections, int temporary) {

  long heapMegabytes() {
    return heapBytes >> 20;
  }
}
