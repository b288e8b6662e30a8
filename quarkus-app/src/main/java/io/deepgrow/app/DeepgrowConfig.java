package io.deepgrow.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every setting of the service; docs/configuration.md tells the same for people. */
@ConfigMapping(prefix = "deepgrow")
public interface DeepgrowConfig {

  /** What this process is there for. */
  @WithDefault("all")
  Role role();

  Pacs pacs();

  Models models();

  Sessions sessions();

  Results results();

  Security security();

  /** Where demo mode keeps its database and archive. */
  @WithDefault("var/demo")
  Path dataDir();

  /** The DICOMweb service that studies come from and results go to. */
  interface Pacs {
    /** Service root, such as https://pacs.example.org/dicom-web. */
    Optional<URI> url();

    Optional<String> username();

    Optional<String> password();

    Optional<String> bearerToken();

    /** Lets passwords and tokens go to another machine without TLS. */
    @WithDefault("false")
    boolean allowPlainCredentials();

    OAuth oauth();

    /** How long a body may stand still. */
    @WithDefault("30s")
    Duration idleTimeout();

    /** How long one call may take in all, such as the retrieval of a series. */
    @WithDefault("10m")
    Duration callTimeout();
  }

  /** OAuth 2 client credentials towards the PACS, instead of a token that does not change. */
  interface OAuth {
    /** Token endpoint of the authorization server. */
    Optional<URI> tokenUrl();

    Optional<String> clientId();

    Optional<String> clientSecret();

    /** Scope to request, where the server needs one. */
    Optional<String> scope();
  }

  /** Networks and how they run. */
  interface Models {
    /** A folder of model folders, besides the bundled models. */
    Optional<Path> dir();

    /** Where versions of models lie, one folder each; shared by all replicas. */
    @WithDefault("var/models")
    Path store();

    /** Whether activating a version and giving it a share of sessions takes a second person. */
    @WithDefault("false")
    boolean twoPersonActivation();

    /** Bytes of an uploaded model, and of what its ZIP unpacks to. */
    @WithDefault("1000000000")
    long maxUploadBytes();

    /** The model of sessions that name none. */
    @WithDefault("deepgrow-compact")
    String standard();

    /** Execution providers in order; all named ones must be there. */
    @WithDefault("cpu")
    String providers();

    Inference inference();

    /** Threads of one run; 0 for one a core. */
    @WithDefault("0")
    int threads();

    /** Predictions at the same time. */
    @WithDefault("1")
    int workers();

    /** Predictions that may wait; one more is answered 503. */
    @WithDefault("16")
    int queue();
  }

  /** Networks on an inference server instead of in this process. */
  interface Inference {
    /** Its root; absent: networks run here. */
    Optional<URI> url();

    /** Sent as bearer token. */
    Optional<String> token();

    /** For one run, its tensors included. */
    @WithDefault("30s")
    Duration timeout();
  }

  /** Volumes and clicks. */
  interface Sessions {
    /** Bytes of volumes kept in memory; the least used go first and are loaded again. */
    @WithDefault("1500000000")
    long volumeCacheBytes();

    /** The part of the heap that volumes may take, remembered and being read together. */
    @WithDefault("0.45")
    double volumeShareOfHeap();

    /** Volumes that nobody has used for so long leave memory. */
    @WithDefault("12h")
    Duration volumeIdle();

    /** Series loading at the same time. */
    @WithDefault("2")
    int loaders();

    /** How long a series may take to load; the session fails then and can be tried again. */
    @WithDefault("15m")
    Duration loadTimeout();

    /** Modalities whose series may be opened; others are refused as series.modality. */
    @WithDefault("CT")
    List<String> modalities();

    @WithDefault("64")
    int maxSegments();

    @WithDefault("500")
    int maxClicks();
  }

  /** The outbox. */
  interface Results {
    /** First wait after a failed attempt; doubled each time. */
    @WithDefault("2s")
    Duration retry();

    @WithDefault("5m")
    Duration maxRetry();

    /** Results on their way to the PACS at the same time. */
    @WithDefault("3")
    int senders();

    /** Identifies this installation in stored objects. */
    @WithDefault("1")
    String deviceSerialNumber();
  }

  /** Who may call. */
  interface Security {
    /** Lets everybody in, as a program that may also review; accounts and keys stay for admins. */
    @WithDefault("false")
    boolean allowAnonymous();

    /** Token with which one program may call, for where no account is needed yet. */
    Optional<String> token();

    /** Wrong tokens of one address in a minute, after which it is told 429 instead of 401. */
    @WithDefault("10")
    int wrongTokensAMinute();
  }
}
