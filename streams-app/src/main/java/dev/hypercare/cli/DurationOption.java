package dev.hypercare.cli;

import dev.hypercare.contract.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that is a duration: {@code 500ms}, {@code 60s}, {@code 1m30s}, {@code 2h}. */
final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            return Durations.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' (expected: a duration such as 500ms, 60s, 1m30s or 2h)");
        }
    }
}
