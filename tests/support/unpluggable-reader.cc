// The virtual reader of vsmartcard with a cable for each slot that can be pulled: linked before libifdvpcd, it answers two
// calls itself. While the file exists that WARDKEY_UNPLUGGED names, with the number of a slot behind it, that slot cannot be
// opened and fails when asked for a card; each time it has failed so, the file grows by one byte.
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <string>

static const long kCommunicationError = 612;  // IFD_COMMUNICATION_ERROR, ifdhandler.h of pcsc-lite

// The lower half of a logical unit number is its slot.
static bool unplugged(unsigned long lun) {
  const char *cables = getenv("WARDKEY_UNPLUGGED");
  if (cables == nullptr) return false;
  const int file = open((cables + std::to_string(lun & 0xffff)).c_str(), O_WRONLY | O_APPEND);
  if (file < 0) return false;
  const bool told = write(file, "!", 1) == 1;
  close(file);
  return told;
}

extern "C" long IFDHCreateChannelByName(unsigned long lun, char *device) {
  using Call = long (*)(unsigned long, char *);
  if (unplugged(lun)) return kCommunicationError;
  return reinterpret_cast<Call>(dlsym(RTLD_NEXT, "IFDHCreateChannelByName"))(lun, device);
}

extern "C" long IFDHICCPresence(unsigned long lun) {
  using Call = long (*)(unsigned long);
  if (unplugged(lun)) return kCommunicationError;
  return reinterpret_cast<Call>(dlsym(RTLD_NEXT, "IFDHICCPresence"))(lun);
}
