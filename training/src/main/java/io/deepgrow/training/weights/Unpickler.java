package io.deepgrow.training.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a pickle of tensors as data. It knows the few instructions and names that PyTorch writes
 * for them, refuses all others, and never loads or calls anything.
 */
final class Unpickler {

  private static final int MAX_PROTOCOL = 2;

  private final PickleInput in;
  private final PickleLimits limits;
  private final boolean script;
  private final PickleStack stack;
  private final Map<Integer, Object> memo = new HashMap<>();

  private Unpickler(byte[] pickle, PickleLimits limits, boolean script) {
    this.in = new PickleInput(pickle);
    this.limits = limits;
    this.script = script;
    this.stack = new PickleStack(limits);
  }

  /**
   * The value of a pickle.
   *
   * @param script whether it is from a TorchScript archive, which may hold objects of its classes
   * @throws WeightsException naming the instruction or name that is refused
   */
  static Object read(byte[] pickle, PickleLimits limits, boolean script) {
    if (pickle.length > limits.bytes()) {
      throw new WeightsException(
          "The checkpoint's pickle has %,d bytes, more than %,d"
              .formatted(pickle.length, limits.bytes()));
    }
    return new Unpickler(pickle, limits, script).run();
  }

  private Object run() {
    for (int n = 0; n < limits.opcodes(); n++) {
      int code = in.unsignedByte();
      Opcode opcode = Opcode.of(code);
      if (opcode == null || (opcode == Opcode.NEWOBJ && !script)) {
        throw in.broken(
            "instruction " + (opcode == null ? Opcode.nameOf(code) : opcode) + " is not allowed");
      }
      if (n == 0 && opcode != Opcode.PROTO) {
        throw in.broken("it does not begin with PROTO");
      }
      if (opcode == Opcode.STOP) {
        Object value = stack.pop();
        if (!stack.isEmpty()) {
          throw in.broken("values are left over at STOP");
        }
        return value;
      }
      execute(opcode);
    }
    throw in.broken("more than " + limits.opcodes() + " instructions");
  }

  private void execute(Opcode opcode) {
    switch (opcode) {
      case PROTO -> protocol();
      case MARK -> stack.mark();
      case EMPTY_DICT -> stack.push(new Pickled.Dict());
      case EMPTY_LIST, EMPTY_TUPLE -> stack.push(new Pickled.Sequence());
      case TUPLE -> stack.push(sequence(stack.popMark()));
      case TUPLE1 -> stack.push(sequence(stack.popLast(1)));
      case TUPLE2 -> stack.push(sequence(stack.popLast(2)));
      case TUPLE3 -> stack.push(sequence(stack.popLast(3)));
      case BINUNICODE -> stack.push(in.text(in.signedInt()));
      case BININT -> stack.push((long) in.signedInt());
      case BININT1 -> stack.push((long) in.unsignedByte());
      case BININT2 -> stack.push((long) in.unsignedShort());
      case LONG1 -> stack.push(in.signedNumber(in.unsignedByte()));
      case BINFLOAT -> stack.push(in.bigEndianDouble());
      case NEWTRUE -> stack.push(true);
      case NEWFALSE -> stack.push(false);
      case NONE -> stack.push(Pickled.Nothing.NONE);
      case BINPUT -> remember(in.unsignedByte());
      case LONG_BINPUT -> remember(in.signedInt());
      case BINGET -> stack.push(recall(in.unsignedByte()));
      case LONG_BINGET -> stack.push(recall(in.signedInt()));
      case GLOBAL -> stack.push(PickleGlobal.of(in.line(), in.line(), script));
      case BINPERSID -> stack.push(StorageRef.of(stack.pop()));
      case REDUCE -> reduce();
      case NEWOBJ -> newObject();
      case BUILD -> build();
      case APPEND -> append(stack.popLast(1));
      case APPENDS -> append(stack.popMark());
      case SETITEM -> set(stack.popLast(2));
      case SETITEMS -> set(stack.popMark());
      case STOP -> throw new IllegalStateException("STOP ends the loop");
    }
  }

  private void protocol() {
    int protocol = in.unsignedByte();
    if (protocol > MAX_PROTOCOL) {
      throw in.broken("pickle protocol " + protocol + " is newer than PyTorch's " + MAX_PROTOCOL);
    }
  }

  /** Only the callables that tensors need, and those are acted out here. */
  private void reduce() {
    Object arguments = stack.pop();
    Object callable = stack.pop();
    if (!(arguments instanceof Pickled.Sequence sequence)) {
      throw in.broken("REDUCE without a tuple of arguments");
    }
    if (callable instanceof PickleGlobal.OrderedDict && sequence.items().isEmpty()) {
      stack.push(new Pickled.Dict());
    } else if (callable instanceof PickleGlobal.RebuildTensor) {
      stack.push(TensorView.of(sequence.items()));
    } else if (callable instanceof PickleGlobal.ScriptList && !sequence.items().isEmpty()) {
      stack.push(sequence.items().get(0));
    } else {
      throw in.broken("REDUCE calls something other than OrderedDict() or _rebuild_tensor_v2");
    }
  }

  private void newObject() {
    Object arguments = stack.pop();
    if (!(stack.pop() instanceof PickleGlobal.ScriptClass)
        || !(arguments instanceof Pickled.Sequence sequence)
        || !sequence.items().isEmpty()) {
      throw in.broken("NEWOBJ makes something other than a TorchScript object");
    }
    stack.push(new Pickled.ScriptObject());
  }

  /** Sets a script object's attributes; on a dict it only attaches {@code _metadata}: ignored. */
  private void build() {
    Object state = stack.pop();
    Object target = stack.peek();
    if (target instanceof Pickled.ScriptObject object && state instanceof Pickled.Dict dict) {
      object.attributes(dict, limits);
    } else if (!(target instanceof Pickled.Dict) || !(state instanceof Pickled.Dict)) {
      throw in.broken("BUILD on something other than a dict");
    }
  }

  private void append(List<Object> items) {
    if (!(stack.peek() instanceof Pickled.Sequence list)) {
      throw in.broken("APPEND to something other than a list");
    }
    items.forEach(item -> list.add(item, limits));
  }

  private void set(List<Object> items) {
    if (!(stack.peek() instanceof Pickled.Dict dict) || items.size() % 2 != 0) {
      throw in.broken("SETITEM on something other than a dict, or a key without a value");
    }
    for (int n = 0; n < items.size(); n += 2) {
      dict.put(items.get(n), items.get(n + 1), limits);
    }
  }

  private Pickled.Sequence sequence(List<Object> items) {
    Pickled.Sequence sequence = new Pickled.Sequence();
    items.forEach(item -> sequence.add(item, limits));
    return sequence;
  }

  private void remember(int index) {
    memo.put(index, stack.peek());
    if (memo.size() > limits.memo()) {
      throw in.broken("more than " + limits.memo() + " remembered values");
    }
  }

  private Object recall(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw in.broken("value " + Integer.toUnsignedString(index) + " was not remembered");
    }
    return value;
  }
}
