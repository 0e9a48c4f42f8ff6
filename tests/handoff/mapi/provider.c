/* A Simple MAPI provider that records what it is asked to send, for wine or Windows. `cargo xtask mapi`
 * builds and registers it.
 *
 * It writes the file PLI_MAPI_RECORD, waits PLI_MAPI_WAIT milliseconds as an open window would, and
 * answers PLI_MAPI_CODE, 0 when it is not set.
 */
#include <windows.h>
#include <mapi.h>
#include <stdio.h>
#include <stdlib.h>

/* mingw's mapi.h has no wide structures (MapiMessageW and its kin in Microsoft's). */
typedef struct {
    ULONG reserved, flags, position;
    PWSTR path, name;
    void *type;
} File;

typedef struct {
    ULONG reserved, class;
    PWSTR name, address;
    ULONG entry_size;
    void *entry;
} Recipient;

typedef struct {
    ULONG reserved;
    PWSTR subject, text, type, date, conversation;
    FLAGS flags;
    Recipient *originator;
    ULONG recipient_count;
    Recipient *recipients;
    ULONG file_count;
    File *files;
} Message;

static void record(FILE *out, const char *name, const wchar_t *value)
{
    char text[8192];
    WideCharToMultiByte(CP_UTF8, 0, value ? value : L"", -1, text, sizeof text, NULL, NULL);
    fprintf(out, "%s=%s\n", name, text);
}

static ULONG number(const char *variable)
{
    const char *value = getenv(variable);
    return value ? strtoul(value, NULL, 10) : 0;
}

__declspec(dllexport) ULONG WINAPI MAPISendMailW(LHANDLE session, ULONG_PTR window, Message *message, FLAGS flags,
                                                 ULONG reserved)
{
    const wchar_t *path = _wgetenv(L"PLI_MAPI_RECORD");
    FILE *out = path ? _wfopen(path, L"wb") : NULL;
    if (!out)
        return MAPI_E_FAILURE;
    fprintf(out, "flags=%lx\n", flags);
    for (ULONG i = 0; i < message->recipient_count; i++)
        record(out, "to", message->recipients[i].address);
    record(out, "subject", message->subject);
    for (ULONG i = 0; i < message->file_count; i++) {
        record(out, "name", message->files[i].name);
        record(out, "path", message->files[i].path);
        fprintf(out, "exists=%d\n", GetFileAttributesW(message->files[i].path) != INVALID_FILE_ATTRIBUTES);
    }
    record(out, "text", message->text);
    fclose(out);
    Sleep(number("PLI_MAPI_WAIT"));
    return number("PLI_MAPI_CODE");
}
