package dev.hypercare.receiver.auth;

import dev.hypercare.receiver.content.HttpRefusal;
import java.util.List;
import java.util.regex.Pattern;

/** A client certificate; TLS has checked already that a known authority signed it. */
public final class CertificateDoor implements Door {
    private final List<Pattern> subjects;

    /**
     * A door for who shows a certificate.
     *
     * @param subjects patterns of RFC 2253 names, such as {@code CN=kong,.*}; where empty, every certificate is good
     */
    public CertificateDoor(List<String> subjects) {
        this.subjects = subjects.stream().map(Pattern::compile).toList();
    }

    @Override
    public void check(Posted posted) throws HttpRefusal {
        if (posted.certificates().isEmpty()) {
            throw new HttpRefusal(401, "The client showed no certificate; this path asks for one.");
        }
        String subject = posted.certificates().get(0).getSubjectX500Principal().getName();
        if (!subjects.isEmpty()
                && subjects.stream().noneMatch(one -> one.matcher(subject).matches())) {
            throw new HttpRefusal(403, "The certificate is of '" + subject + "', who may not post here.");
        }
    }
}
