package dev.hypercare.bench.chaos;

/**
 * What became of a fault.
 *
 * @param number its place in the plan, from 0
 * @param kind what was done
 * @param target to which broker or instance
 * @param happened whether the point of the commit that it waited for came
 * @param recovered whether all ran again and all partitions advanced before the time limit
 * @param gapMillis the longest time that the commits of one partition stood still
 * @param recoveredMillis from the fault until all ran again and all partitions had advanced
 */
record FaultResult(
        int number,
        FaultKind kind,
        int target,
        boolean happened,
        boolean recovered,
        long gapMillis,
        long recoveredMillis) {}
