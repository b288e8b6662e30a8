package io.deepgrow.app.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of the audit trail: SHA-256, with another first byte for leaves, nodes and seals, so that
 * none can pass for another (RFC 6962, 2.1).
 */
final class MerkleTree {

  private static final int LEAF = 0;
  private static final int NODE = 1;
  private static final int SEAL = 2;
  private static final int ROW = 3;
  private static final int MICROS = 1000;

  private MerkleTree() {}

  /** Writes what is hashed; every text after its length, so that no two rows give the same. */
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static byte[] hash(int domain, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(domain);
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The hash of all that a row says. */
  static byte[] row(AuditRow row) {
    return hash(
        ROW,
        out -> {
          write(out, row.id(), row.at());
          write(out, Optional.of(row.actor()));
          write(out, row.actorId().map(Object::toString));
          for (String text :
              List.of(row.actorKind(), row.roles(), row.address(), row.requestId(), row.action())) {
            write(out, Optional.of(text));
          }
          write(out, row.session().map(Object::toString));
          write(out, row.study());
          write(out, row.series());
          write(out, row.sopInstance());
          for (String text :
              List.of(row.objectType(), row.objectId(), row.outcome(), row.detail())) {
            write(out, Optional.of(text));
          }
        });
  }

  private static void write(DataOutputStream out, long id, Instant at) throws IOException {
    out.writeLong(id);
    out.writeLong(at.getEpochSecond());
    out.writeInt(at.getNano() / MICROS);
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      out.writeInt(-1);
    } else {
      byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** The leaf of a row; number and time stay known when the row has gone. */
  static byte[] leaf(long id, Instant at, byte[] row) {
    return hash(
        LEAF,
        out -> {
          write(out, id, at);
          out.write(row);
        });
  }

  /**
   * The root over leaves, in hexadecimal digits.
   *
   * @param leaves at least one
   */
  static String root(List<byte[]> leaves) {
    List<byte[]> level = leaves;
    while (level.size() > 1) {
      List<byte[]> next = new ArrayList<>((level.size() + 1) / 2);
      for (int n = 0; n + 1 < level.size(); n += 2) {
        byte[] left = level.get(n);
        byte[] right = level.get(n + 1);
        next.add(
            hash(
                NODE,
                out -> {
                  out.write(left);
                  out.write(right);
                }));
      }
      if (level.size() % 2 == 1) {
        next.add(level.get(level.size() - 1));
      }
      level = next;
    }
    return HexFormat.of().formatHex(level.get(0));
  }

  /** The root of a seal: over the root of its rows, all else it says, and the seal before. */
  static String seal(Seal seal) {
    return HexFormat.of()
        .formatHex(
            hash(
                SEAL,
                out -> {
                  write(out, seal.number(), seal.at());
                  write(out, seal.firstId(), seal.lastAt());
                  out.writeLong(seal.lastId());
                  out.writeInt(seal.count());
                  write(out, Optional.of(seal.rowsRoot()));
                  write(out, Optional.of(seal.previous()));
                }));
  }
}
