package dev.hypercare.normalise.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BytesTest {
    @Property
    void findsTheFirstOfAByteAsALoopDoes(
            @ForAll @Size(max = 40) byte[] bytes, @ForAll byte wanted, @ForAll @IntRange(max = 40) int start) {
        int from = Math.min(start, bytes.length);
        int expected = from;
        while (expected < bytes.length && bytes[expected] != wanted) {
            expected++;
        }
        assertThat(Bytes.indexOf(wanted, bytes, from, bytes.length)).isEqualTo(expected);
    }

    @Property
    void findsAByteThatOccurs(
            @ForAll @Size(min = 1, max = 40) byte[] bytes, @ForAll @IntRange(max = 39) int place, @ForAll byte wanted) {
        bytes[place % bytes.length] = wanted;
        int found = Bytes.indexOf(wanted, bytes, 0, bytes.length);
        assertThat(found).isLessThanOrEqualTo(place % bytes.length);
        assertThat(bytes[found]).isEqualTo(wanted);
    }

    @Property
    void tellsAsciiFromTheRest(
            @ForAll @Size(min = 1, max = 40) byte[] bytes,
            @ForAll @IntRange(max = 39) int place,
            @ForAll @ByteRange(min = Byte.MIN_VALUE, max = -1) byte high) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= 0x7f;
        }
        assertThat(Bytes.isAscii(bytes, 0, bytes.length)).isTrue();
        bytes[place % bytes.length] = high;
        assertThat(Bytes.isAscii(bytes, 0, bytes.length)).isFalse();
        assertThat(Bytes.isAscii(bytes, 0, place % bytes.length)).isTrue();
    }
}
