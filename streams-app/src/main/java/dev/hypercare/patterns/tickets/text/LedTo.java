package dev.hypercare.patterns.tickets.text;

import java.util.Arrays;

/** The subjects that have a term, in no order. */
final class LedTo {
    SubjectCluster[] subjects = new SubjectCluster[4];
    int size;

    void add(SubjectCluster subject) {
        if (size == subjects.length) {
            subjects = Arrays.copyOf(subjects, size * 2);
        }
        subjects[size++] = subject;
    }

    void remove(SubjectCluster subject) {
        for (int i = 0; i < size; i++) {
            if (subjects[i] == subject) {
                subjects[i] = subjects[--size];
                return;
            }
        }
    }
}
