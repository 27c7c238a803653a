package dev.hypercare.receiver.content;

/**
 * How much a request may bring.
 *
 * @param body bytes as sent
 * @param inflated bytes after gzip
 * @param record bytes of one record
 * @param records records of one request
 */
public record ContentLimits(int body, int inflated, int record, int records) {}
