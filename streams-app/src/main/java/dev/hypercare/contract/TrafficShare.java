package dev.hypercare.contract;

/** What a verdict says of how much of all traffic its series has. */
public final class TrafficShare {
    /** In the evidence: calls of the series / calls of all APIs, 0 to 1, by their paces; not there while those are not known. */
    public static final String EVIDENCE = "traffic_share";

    private TrafficShare() {}
}
