// The virtual reader of vsmartcard with a cable that can be pulled: linked before libifdvpcd, it answers two calls itself.
// While the file named by WARDKEY_UNPLUGGED exists, the reader cannot be opened and fails when asked for a card; each
// time it has failed so, the file grows by one byte.
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const long kCommunicationError = 612;  // IFD_COMMUNICATION_ERROR, ifdhandler.h of pcsc-lite

static bool unplugged() {
  const char *name = getenv("WARDKEY_UNPLUGGED");
  const int file = name == nullptr ? -1 : open(name, O_WRONLY | O_APPEND);
  if (file < 0) return false;
  const bool told = write(file, "!", 1) == 1;
  close(file);
  return told;
}

extern "C" long IFDHCreateChannelByName(unsigned long lun, char *device) {
  using Call = long (*)(unsigned long, char *);
  if (unplugged()) return kCommunicationError;
  return reinterpret_cast<Call>(dlsym(RTLD_NEXT, "IFDHCreateChannelByName"))(lun, device);
}

extern "C" long IFDHICCPresence(unsigned long lun) {
  using Call = long (*)(unsigned long);
  if (unplugged()) return kCommunicationError;
  return reinterpret_cast<Call>(dlsym(RTLD_NEXT, "IFDHICCPresence"))(lun);
}
