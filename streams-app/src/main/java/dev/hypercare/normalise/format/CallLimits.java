package dev.hypercare.normalise.format;

/** Longest texts of a call, characters; what is longer is cut. */
public final class CallLimits {
    public static final int API = 128;
    public static final int CONSUMER = 128;
    public static final int GATEWAY = 256;
    public static final int HOST = 256;
    public static final int ID = 128;
    public static final int MESSAGE = 1024;
    /** A message before it is masked: it is cut afterwards, so that no half of a secret is left over. */
    public static final int RAW_MESSAGE = 8192;

    public static final int METHOD = 32;
    public static final int MODEL = 128;
    public static final int WORD = 64;
    /** A path or URL before it becomes a template. */
    public static final int URI = 8192;

    private CallLimits() {}
}
