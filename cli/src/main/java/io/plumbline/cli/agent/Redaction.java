package io.plumbline.cli.agent;

import java.util.regex.Pattern;

/** What of a setting may be shown. */
final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|token|credential|user\\.info|jaas|private|keystore\\.key|\\.key$).*");

    /** What stands before the @ of an address. */
    private static final Pattern USER = Pattern.compile("(//)[^/@\\s]*@");

    /** Parameters of an address that name a secret; a target's others may be shown. */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|secret|token|key|user)[^=&;]*=)[^&;\\s]*");

    private Redaction() {}

    /** The value, or as much of it as is no secret. */
    static String of(String key, String value) {
        if (SECRET.matcher(key).matches() && !key.endsWith(".source")) {
            return HIDDEN;
        }
        String withoutUser = USER.matcher(value).replaceAll("$1" + HIDDEN + "@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1" + HIDDEN);
    }
}
