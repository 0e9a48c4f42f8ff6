; An installer for one user, to try on Linux: a release's is made by Tauri, from the same settings. Words between at signs come from src-tauri/tauri.conf.json and from the release.
; The program is for 64 bits, and so is its installer.
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
Name "@NAME@"
OutFile "@OUT@"
InstallDir "$LOCALAPPDATA\@NAME@"

!include MUI2.nsh
!include FileFunc.nsh

!define MUI_ICON "@ICON@"
!define MUI_UNICON "@ICON@"
!define MUI_FINISHPAGE_RUN "$INSTDIR\@PROGRAM@"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
@LANGUAGES@
LangString OPEN ${LANG_FRENCH} "@NAME@ est ouvert. Fermez-le, puis réessayez."
LangString OPEN ${LANG_ENGLISH} "@NAME@ is open. Close it, then try again."

; Windows lets nobody write the file of a program that runs. Then nothing is changed, and silently it ends with 2.
!macro UNLESS_OPEN
  IfFileExists "$INSTDIR\@PROGRAM@" 0 +7
  ClearErrors
  FileOpen $0 "$INSTDIR\@PROGRAM@" a
  IfErrors 0 +3
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(OPEN)" /SD IDCANCEL IDRETRY -3
  Abort
  FileClose $0
!macroend

VIProductVersion "@NUMBERS@.0"
VIAddVersionKey ProductName "@NAME@"
VIAddVersionKey ProductVersion "@VERSION@"
VIAddVersionKey FileVersion "@VERSION@"
VIAddVersionKey FileDescription "@NAME@"
VIAddVersionKey CompanyName "@PUBLISHER@"
VIAddVersionKey LegalCopyright "@LICENCE@"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\@NAME@"

; An older version is written over.
Section
  SetShellVarContext current
  !insertmacro UNLESS_OPEN
  SetOutPath "$INSTDIR"
  @FILES@
  CreateDirectory "$SMPROGRAMS\@MENU@"
  CreateShortCut "$SMPROGRAMS\@MENU@\@NAME@.lnk" "$INSTDIR\@PROGRAM@"
  @ASSOCIATIONS@
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "@NAME@"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "@VERSION@"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "$INSTDIR\@PROGRAM@"
  WriteRegStr HKCU "${UNINSTALL}" Publisher "@PUBLISHER@"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; What the person made with it stays: the history, and the packages in Documents.
Section Uninstall
  SetShellVarContext current
  !insertmacro UNLESS_OPEN
  @NO_FILES@
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\@MENU@\@NAME@.lnk"
  RMDir "$SMPROGRAMS\@MENU@"
  @NO_ASSOCIATIONS@
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
